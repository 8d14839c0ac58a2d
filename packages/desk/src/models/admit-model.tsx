// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { Loaded } from '../api-supply.ts'
import { serverNow } from '../clock.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { useMay, useMe } from '../parts/me.ts'

/** A model is admitted in a file, where who decided it stands beside it; loading the files is the act. */
export function AdmitModel(): ReactNode {
  const { words } = useSpoken()
  const { person } = useMe()
  const mayLoad = useMay('load-organisation')
  const [isOpen, setIsOpen] = useState(false)
  const [loaded, setLoaded] = useState<Loaded>()
  const today = new Date(serverNow()).toISOString().slice(0, 10)
  return (
    <section aria-labelledby="admit-model">
      <h2 id="admit-model">{words.models.admitTitle}</h2>
      <p>{words.models.admitText}</p>
      {mayLoad && (
        <>
          <pre className="letter-text letter-code">{`admitted: { by: ${person.id}, on: ${today} }`}</pre>
          <p>
            <Button className="button" onPress={() => setIsOpen(true)}>
              {words.models.load}
            </Button>
          </p>
        </>
      )}
      {loaded !== undefined && <LoadTold loaded={loaded} />}
      {isOpen && <LoadWindow onLoaded={setLoaded} onClose={() => setIsOpen(false)} />}
    </section>
  )
}

/** What the load took from somebody, or leaves refused: nobody asked for that in so many words. */
function LoadTold({ loaded }: { loaded: Loaded }): ReactNode {
  const { words } = useSpoken()
  const { shorter, left, others, doubts } = loaded
  const told = [
    ...shorter.map(({ system, before, days }) => words.models.shorter(system, before, days)),
    ...(left.length === 0 ? [] : [words.models.left(left.join(', '))]),
    ...(others === undefined || others.behind === 0 ? [] : [words.models.behind(others.behind)]),
    ...doubts.map(({ file, line, message }) => `${file}:${line}: ${message}`),
  ]
  if (told.length === 0) return null
  return (
    <div role="alert" className="note">
      <ul>
        {told.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}

function LoadWindow({ onLoaded, onClose }: { onLoaded: (loaded: Loaded) => void; onClose: () => void }): ReactNode {
  const { words } = useSpoken()
  const client = useQueryClient()
  const announce = useAnnounce()
  const load = useMutation({
    mutationFn: api.loadOrganisation,
    onSuccess: async (loaded) => {
      announce(words.models.loaded)
      onLoaded(loaded)
      onClose()
      await client.invalidateQueries()
    },
  })
  return (
    <ConfirmWindow
      title={words.models.loadTitle}
      confirm={words.models.load}
      error={load.error}
      isPending={load.isPending}
      onConfirm={() => load.mutate()}
      onClose={onClose}
    >
      <p>{words.models.loadText}</p>
    </ConfirmWindow>
  )
}
