// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { termChosen } from './log-term.ts'

/** How long the log of this system is kept at least, and who says so: the organisation, the law, or nobody. */
export function KeptLogs({ system }: { system: System }): ReactNode {
  const { words, language } = useSpoken()
  const { logTerm, content, label } = system
  const { days, floor } = logTerm
  const chosen = termChosen(logTerm, content.register.keepLogs)
  return (
    <section aria-labelledby="log-term">
      <h2 id="log-term">{words.logTerm.title}</h2>
      <p>{words.logTerm.kept(days)}</p>
      <p>
        {chosen === undefined
          ? words.logTerm.noOwn
          : chosen.isTooShort
            ? words.logTerm.ownShorter(chosen.days)
            : words.logTerm.own}
      </p>
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
