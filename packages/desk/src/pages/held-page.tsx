// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { EraseWindow } from '../held/erase-window.tsx'
import { ErasureList } from '../held/erasure-list.tsx'
import { type Gathered, gather } from '../held/gather.ts'
import { PartList } from '../held/part-list.tsx'
import { RecipientList } from '../held/recipient-list.tsx'
import { SubjectForm } from '../held/subject-form.tsx'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { pressed } from '../parts/pressed.ts'
import { ProblemNote } from '../parts/problem-note.tsx'

/** A letter arrives: what do you hold about me, and then forget me. */
export function HeldPage(): ReactNode {
  const { words } = useSpoken()
  const { run } = useSearch({ from: '/held' })
  const mayLook = useMay('review-decisions')
  const [progress, setProgress] = useState<readonly [number, number]>()
  // A mutation, so that nobody's name becomes the key of something that is kept.
  const look = useMutation({
    mutationFn: (subject: string) => gather(api.held, subject, (...at) => setProgress(at)),
    onSettled: () => setProgress(undefined),
    gcTime: 0,
  })
  return (
    <>
      <PageTitle>{words.held.title}</PageTitle>
      <p className="lead">{words.held.lead}</p>
      {mayLook ? (
        <SubjectForm run={run} isPending={look.isPending} onLook={(subject) => look.mutate(subject)} />
      ) : (
        <p className="note">{words.held.mayNot}</p>
      )}
      <p role="status" className="quiet">
        {look.isPending && words.held.looking(...(progress ?? [0, 0]))}
      </p>
      <ProblemNote error={look.error} />
      {look.data !== undefined && (
        <Found key={look.submittedAt} held={look.data} onErased={() => look.mutate(look.data.subject)} />
      )}
      <section aria-labelledby="held-erased">
        <h2 id="held-erased">{words.held.before}</h2>
        <ErasureList />
      </section>
    </>
  )
}

function Found({ held, onErased }: { held: Gathered; onErased: () => void }): ReactNode {
  const { words } = useSpoken()
  const mayErase = useMay('erase')
  const [kept, setKept] = useState<readonly string[]>([])
  const [isErasing, setIsErasing] = useState(false)
  const { subject, entries, parts } = held
  const keep = (one: string): void => setKept(pressed(kept, one))
  return (
    <section aria-labelledby="held-found">
      <h2 id="held-found">{words.held.about(subject)}</h2>
      {entries === 0 && parts.length === 0 ? (
        <>
          <p className="empty">{words.held.nothing}</p>
          <p className="quiet">{words.held.nothingHelp}</p>
        </>
      ) : (
        <p>{words.held.found(entries)}</p>
      )}
      <RecipientList {...held} />
      <PartList parts={parts} kept={kept} onKeep={mayErase ? keep : undefined} />
      {mayErase && parts.length > 0 && (
        <p className="page-action">
          <button type="button" className="button button-danger-quiet" onClick={() => setIsErasing(true)}>
            {words.held.erase}
          </button>
        </p>
      )}
      {isErasing && <EraseWindow held={held} kept={kept} onClose={() => setIsErasing(false)} onErased={onErased} />}
    </section>
  )
}
