// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { whoseTerm } from './log-term.ts'

/** After how many days what agents of this system asked and got is erased, and who says so. */
export function KeptLogs({ system }: { system: System }): ReactNode {
  const { words, language } = useSpoken()
  const { logTerm, content, label } = system
  const { days, floor } = logTerm
  return (
    <section aria-labelledby="log-term">
      <h2 id="log-term">{words.logTerm.title}</h2>
      <p>{words.logTerm.kept(days)}</p>
      <p>{whoseTerm(logTerm, content.register.keepLogs, words.logTerm)}</p>
      {floor === undefined ? (
        <p>{words.logTerm.noFloor}</p>
      ) : (
        <p>
          {words.logTerm.floor(floor.days)} {label !== 'high' && `${words.logTerm.mayBeHigh} `}
          <cite>{floor.articles[language]}</cite>{' '}
          {floor.isAheadOfLaw && <span className="chip chip-plain">{words.system.ahead}</span>}
        </p>
      )}
      <p className="quiet">{words.logTerm.erasing}</p>
    </section>
  )
}
