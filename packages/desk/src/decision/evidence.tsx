// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { DecisionFile } from '../api-decisions.ts'
import { useSpoken } from '../language/later.ts'

export function Evidence({ file }: { file: DecisionFile }): ReactNode {
  const { words, language, format } = useSpoken()
  const { decision, system } = words
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{decision.evidence}</h2>
      <p className="quiet">{decision.evidenceHelp}</p>
      <ul className="laws">
        {file.evidence
          .filter(({ status }) => status === 'applies')
          .map(({ obligation, cited, duty, wanted, standing, found, from, isAheadOfLaw }) => (
            <li key={obligation}>
              <p>
                {duty[language]} <cite>{cited[language]}</cite>
              </p>
              <p className="case-row-facts">
                <span className={`chip ${standing === 'recorded' ? 'chip-plain' : 'chip-wait'}`}>
                  {decision.standing[standing]}
                </span>
                <span>{isAheadOfLaw ? system.from(format.day(from)) : system.inForce(format.day(from))}</span>
              </p>
              {wanted !== undefined && <p className="quiet">{system.evidence(wanted[language])}</p>}
              {found.map((text) => (
                <p key={text.en}>{text[language]}</p>
              ))}
            </li>
          ))}
      </ul>
    </section>
  )
}
