// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Obligation, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

export function Obligations({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const sure = system.obligations.filter(({ status }) => status === 'applies')
  const others = system.obligations.filter(({ status }) => status === 'may_apply')
  return (
    <section aria-labelledby="obligations">
      <h2 id="obligations">{words.system.obligations}</h2>
      {sure.length === 0 ? <p>{words.system.noObligations}</p> : <ObligationList obligations={sure} />}
      {others.length > 0 && (
        <details>
          <summary>{words.system.mayApply(others.length)}</summary>
          <ObligationList obligations={others} />
        </details>
      )}
    </section>
  )
}

function ObligationList(props: { obligations: readonly Obligation[] }): ReactNode {
  const { words, language, format } = useSpoken()
  return (
    <ul className="laws">
      {props.obligations.map(({ id, cited, from, duty, evidence, isAheadOfLaw }) => (
        <li key={id}>
          <p>
            {duty[language]} <cite>{cited[language]}</cite>
          </p>
          <p className="quiet">
            {isAheadOfLaw ? words.system.from(format.day(from)) : words.system.inForce(format.day(from))}
            {isAheadOfLaw && (
              <>
                {' '}
                <span className="chip chip-plain">{words.system.ahead}</span>
              </>
            )}
          </p>
          {evidence !== null && <p className="quiet">{words.system.evidence(evidence[language])}</p>}
        </li>
      ))}
    </ul>
  )
}
