// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

/** What the organisation itself says of the system, in its own words. */
export function SystemAbout({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const { models, tools, register: told } = system.content
  const say = words.system
  const kinds: Readonly<Record<string, string>> = say.impactKinds
  const rows: readonly (readonly [string, string])[] = [
    [say.problem, told.problem],
    [say.baseline, told.baseline],
    [say.alternatives, told.alternatives.map(({ what, why }) => `${what}: ${why}`).join('\n')],
    [say.benefit, told.benefit.measure],
    [say.measured, told.benefit.measured ?? ''],
    [say.stopWhen, told.stopWhen],
    [say.users, told.users],
    [say.affected, told.affected.who],
    [say.objection, told.affected.objection],
    [say.data, told.data.join('\n')],
    [say.models, models.join(', ')],
    [say.tools, tools.join(', ')],
    [say.outside, [...told.outside.models, ...told.outside.tools].join('\n')],
    [say.suppliers, told.suppliers.join('\n')],
    [say.oversight, told.oversight.how],
    [say.logs, told.logs],
    [say.impact, told.assessments.map(({ kind, where, on }) => `${kinds[kind] ?? kind}: ${where}, ${on}`).join('\n')],
    [say.law, system.law],
  ]
  return (
    <section aria-labelledby="about">
      <h2 id="about">{say.about2}</h2>
      <dl className="pairs">
        {rows
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="lines">{text}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
