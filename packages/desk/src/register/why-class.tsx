// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Hit, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

export function WhyClass({ system }: { system: System }): ReactNode {
  const { words, language } = useSpoken()
  return (
    <section aria-labelledby="why">
      <h2 id="why">{words.system.why}</h2>
      {system.hits.length === 0 && <p>{words.system.noHits}</p>}
      <ul className="laws">
        {system.hits.map((hit) => (
          <li key={hit.id}>
            <p>
              <strong>{hit.title[language]}</strong> <cite>{hit.cited[language]}</cite>
            </p>
            {hit.note !== null && <p>{hit.note[language]}</p>}
            <p className="quiet">
              <When hit={hit} />
            </p>
          </li>
        ))}
      </ul>
      {system.readings.length > 0 && (
        <>
          <h3>{words.system.readings}</h3>
          <ul className="plain-list">
            {system.readings.map(({ id, text }) => (
              <li key={id}>{text[language]}</li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet">{words.register.support}</p>
    </section>
  )
}

function When({ hit: { from, inForce, filtered } }: { hit: Hit }): ReactNode {
  const { words, format } = useSpoken()
  const { system } = words
  const when =
    from === null ? system.legacy : inForce ? system.inForce(format.day(from)) : system.from(format.day(from))
  return filtered ? `${when}; ${system.filtered}` : when
}
