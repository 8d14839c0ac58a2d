// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Models, Served } from '../api-supply.ts'
import { useSpoken } from '../language/later.ts'
import { visibleLine } from '../visible.ts'

/** As many as are alarms; what is older is history. */
const shown = 3

/** Another model behind the same name: on top of the page, because nobody asked for it. */
export function ServedAlarms({ changes }: { changes: Models['changes'] }): ReactNode {
  const { words } = useSpoken()
  if (changes.length === 0) return null
  return (
    <section aria-labelledby="alarms" className="unregistered">
      <h2 id="alarms">{words.models.alarms}</h2>
      <p>{words.models.alarmsHelp}</p>
      <ChangeList changes={changes.slice(0, shown)} />
      {changes.length > shown && (
        <details>
          <summary>{words.models.showAll(changes.length)}</summary>
          <ChangeList changes={changes.slice(shown)} />
        </details>
      )}
    </section>
  )
}

function ChangeList({ changes }: { changes: Models['changes'] }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <ul className="plain-list">
      {changes.map(({ entry, at, route, before, after }) => (
        <li key={entry}>
          {format.time(at)}. {words.models.alarm(route)}: {words.models.was} <code>{nameOf(before)}</code>,{' '}
          {words.models.is} <code>{nameOf(after)}</code>
        </li>
      ))}
    </ul>
  )
}

const nameOf = ({ model, fingerprint }: Served): string =>
  [model, fingerprint]
    .filter((part) => part !== '')
    .map(visibleLine)
    .join(', ')
