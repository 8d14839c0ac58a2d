// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/later.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import type { Gathered } from './gather.ts'

/** Who was handed any of it: to be told to whoever asks, and to be told when it is erased. */
export function RecipientList({ exhibits, olderExhibits }: Pick<Gathered, 'exhibits' | 'olderExhibits'>): ReactNode {
  const { words, format } = useSpoken()
  const names: Readonly<Record<string, string>> = words.exhibit.fields
  if (exhibits.length === 0) return null
  return (
    <section aria-labelledby="held-handed">
      <h3 id="held-handed">{words.held.handedOver}</h3>
      <p>{words.held.handedOverHelp}</p>
      <ul className="plain-list">
        {exhibits.map(({ entry, at, by, for: recipient, handed, calls }) => (
          <li key={entry}>
            {recipient === undefined ? words.held.recipientErased : <UnseenText text={recipient} />}{' '}
            <span className="quiet">{words.held.handedBy(format.time(at), by?.name ?? words.runs.somebody)}</span>{' '}
            {calls.map((call) => (
              <code key={call}>{call} </code>
            ))}
            <span className="quiet">
              {words.held.handedEntries(
                handed
                  .map(({ entry, fields }) => [`${entry}`, fields.map((name) => names[name] ?? name).join(', ')])
                  .map(([at, fields]) => (fields === '' ? at : `${at} (${fields})`))
                  .join('; '),
              )}{' '}
              {words.held.handedAt(entry)}
            </span>
          </li>
        ))}
      </ul>
      {olderExhibits > 0 && <p>{words.held.olderExhibits(olderExhibits)}</p>}
    </section>
  )
}
