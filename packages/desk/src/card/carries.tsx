// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'

/** What the detectors found in this very call, and what the agent has read before and could carry along. */
export function Carries(props: { findings: readonly string[]; labels: readonly string[] }): ReactNode {
  const { words } = useSpoken()
  return (
    <section className="carries">
      <h2>{words.card.carries}</h2>
      <dl className="pairs">
        <div>
          <dt>{words.card.findings}</dt>
          <dd>
            <Chips names={props.findings} known={words.kinds.findings} none={words.card.nothingFound} />
          </dd>
        </div>
        <div>
          <dt>{words.card.labels}</dt>
          <dd>
            <Chips names={props.labels} known={words.kinds.labels} none={words.card.noLabels} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Chips(props: { names: readonly string[]; known: Words['kinds']['labels']; none: string }): ReactNode {
  if (props.names.length === 0) return <span className="quiet">{props.none}</span>
  return (
    <ul className="chips">
      {told(props.names, props.known).map((name) => (
        <li key={name} className="chip chip-plain">
          {name}
        </li>
      ))}
    </ul>
  )
}

/** `customer:10023` is a word and a value: the values of one word stand together, after the words that have none. */
function told(names: readonly string[], known: Words['kinds']['labels']): readonly string[] {
  const values = new Map<string, string[]>()
  for (const name of names) {
    const [word = '', ...value] = name.split(':')
    values.set(word, [...(values.get(word) ?? []), ...(value.length > 0 ? [value.join(':')] : [])])
  }
  return [...values]
    .toSorted(([, a], [, b]) => a.length - b.length)
    .map(([word, all]) => `${known[word] ?? word} ${all.join(', ')}`.trim())
}
