// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Publication, PublicationAct, PublicationDraft } from '../api-publications.ts'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { queries } from '../queries.ts'
import { EntryPreview } from './entry-preview.tsx'
import { actsOn, placeOf } from './publication.ts'
import { PublishWindow } from './publish-window.tsx'

/** Where the entry stands in the Dutch Algoritmeregister and what can be done with it; nothing where nobody set it up. */
export function Algoritmeregister({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const state = useQuery(queries.publication(system.id))
  if (state.data === undefined || !(state.data.isSetUp || state.data.publication !== null)) return null
  const { publication } = state.data
  return (
    <section aria-labelledby="algoritmeregister">
      <h2 id="algoritmeregister">{words.publication.title}</h2>
      <p className="quiet">{words.publication.lead}</p>
      <Standing publication={publication} />
      <Entry system={system} publication={publication} />
    </section>
  )
}

function Standing({ publication }: { publication: Publication | null }): ReactNode {
  const { words, format } = useSpoken()
  const place = placeOf(publication)
  return (
    <>
      <p className="case-row-facts">
        <span className="chip chip-plain">{words.publication.places[place]}</span>
        {publication?.lars !== undefined && <span>{words.publication.number(publication.lars)}</span>}
      </p>
      {publication !== null && publication.outcome !== 'done' && (
        <p className="note">
          {words.publication.last[publication.outcome](
            words.publication.deeds[publication.act],
            format.time(publication.at),
          )}
        </p>
      )}
    </>
  )
}

function Entry({ system, publication }: { system: System; publication: Publication | null }): ReactNode {
  const { words } = useSpoken()
  const mayRegister = useMay('register')
  const { data: draft } = useQuery(queries.publicationDraft(system.id))
  const [opened, setOpened] = useState<{ readonly act: PublicationAct; readonly seen: PublicationDraft }>()
  if (draft === undefined) return null
  const isBehind = publication?.lars !== undefined && !draft.isSubmitted
  return (
    <>
      {isBehind && <p>{words.publication.behind}</p>}
      <Problems id={system.id} problems={draft.problems} />
      {mayRegister ? (
        <div className="decide-buttons">
          {actsOn(publication, draft).map((act) => (
            <Button key={act} className="button" onPress={() => setOpened({ act, seen: draft })}>
              {words.publication.acts[act]}
            </Button>
          ))}
        </div>
      ) : (
        <p className="quiet">{words.publication.mayNot}</p>
      )}
      {mayRegister && publication?.lars !== undefined && <EntryPreview id={system.id} />}
      {opened !== undefined && <PublishWindow {...opened} system={system} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function Problems(props: { id: string; problems: PublicationDraft['problems'] }): ReactNode {
  const { words, language } = useSpoken()
  if (props.problems.length === 0) return null
  return (
    <>
      <p>{words.publication.unfit(props.id)}</p>
      <ul className="plain-list">
        {props.problems.map(({ field, title, problem, isMissing }) => (
          <li key={`${field} ${problem.en}`}>
            <span lang="nl">{title}</span> (<code>{field}</code>):{' '}
            {isMissing ? words.publication.missing : problem[language]}
          </li>
        ))}
      </ul>
    </>
  )
}
