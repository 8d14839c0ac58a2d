// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import type { PublicationAct, PublicationDraft, PublicationState } from '../api-publications.ts'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { ConfirmWindow } from '../parts/confirm-window.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'
import { useAct } from '../parts/use-act.ts'
import { queries } from '../queries.ts'

interface Props {
  readonly system: System
  readonly act: PublicationAct
  /** The entry as it stood when the window opened: no other is sent or published in its place. */
  readonly seen: PublicationDraft
  readonly onClose: () => void
}

/** Says what leaves the house, or what anybody can read from then on, before it happens. */
export function PublishWindow({ system, act, seen, onClose }: Props): ReactNode {
  const { words } = useSpoken()
  const { publication: say } = words
  const done = useAct<PublicationState>(() => queries.publication(system.id).queryKey)
  const send = (): void =>
    done.mutate(
      { act: () => api.publishEntry(system.id, act, seen.digest), told: say.done[act] },
      { onSuccess: onClose },
    )
  return (
    <ConfirmWindow
      title={say.titles[act](system.name)}
      confirm={say.acts[act]}
      tone={act === 'submit' ? 'main' : 'danger'}
      isWide={act !== 'retract'}
      error={done.error}
      isPending={done.isPending}
      onClose={onClose}
      onConfirm={send}
    >
      <p>{say.means[act]}</p>
      {act !== 'retract' && <Fields seen={seen} />}
      <p>{say.support}</p>
      <p role="status">{done.isPending && say.waits}</p>
    </ConfirmWindow>
  )
}

function Fields({ seen }: { seen: PublicationDraft }): ReactNode {
  const { words } = useSpoken()
  return (
    <section aria-labelledby="entry">
      <h3 id="entry">{words.publication.fields(seen.fields.length)}</h3>
      <dl className="pairs" lang="nl">
        {seen.fields.map(({ field, title, text }) => (
          <div key={field}>
            <dt>{title}</dt>
            <dd className="lines">
              <UnseenText text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
