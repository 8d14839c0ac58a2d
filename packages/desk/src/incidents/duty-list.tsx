// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Incident, IncidentDuty } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'

const tones: Readonly<Record<IncidentDuty['standing'], string>> = {
  waiting: 'chip-wait',
  overdue: 'chip-no',
  recorded: 'chip-yes',
  'recorded-late': 'chip-no',
  unreachable: 'chip-wait',
  'no-record-asked': 'chip-plain',
}

/** Whose duty it is to tell whom, and what was recorded of it; whether it is met is for people to judge. */
export function DutyList({ incident }: { incident: Incident }): ReactNode {
  const { words, language, format } = useSpoken()
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{words.incidents.duties}</h2>
      <ul className="laws">
        {incident.duties.map(({ id, role, article, what, binding, standing, dueAt, isOnlyWord }) => (
          <li key={id}>
            <p>
              {what[language]} <cite>{article}</cite>
            </p>
            <p className="case-row-facts">
              {binding !== 'not-on-these-facts' && (
                <span className={`chip ${tones[standing]}`}>{words.incidents.standing[standing]}</span>
              )}
              <span>
                {words.incidents.roles[role]}, {words.incidents.binding[binding]}
              </span>
              {dueAt !== undefined && <span>{words.incidents.due(format.time(dueAt))}</span>}
              {isOnlyWord && <span>{words.incidents.onlyWord}</span>}
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet">{incident.notice[language]}</p>
    </section>
  )
}
