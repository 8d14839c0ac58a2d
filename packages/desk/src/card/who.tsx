// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Case } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { useMay } from '../parts/me.ts'

/** Whose work this is: a machine did it, a person answers for it. */
export function Who(props: { case: Case }): ReactNode {
  const { words } = useSpoken()
  const mayStop = useMay('stop')
  const { id, agent, system, run, task, number } = props.case
  return (
    <section className="who">
      <h2>{words.card.who}</h2>
      <dl className="pairs">
        <div>
          <dt>{words.card.accountable}</dt>
          <dd>{system.accountable.name}</dd>
        </div>
        <div>
          <dt>{words.card.agent}</dt>
          <dd>
            {agent.name}
            {number !== undefined && <span className="quiet"> ({words.card.number(number)})</span>}
            {mayStop && (
              <>
                {' '}
                <Link to="/stop" search={{ agent: agent.id }} className="text-target">
                  {words.stop.thisAgent}
                </Link>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.card.system}</dt>
          <dd>{system.name}</dd>
        </div>
        <div>
          <dt>{words.card.purpose}</dt>
          <dd>{system.purpose}</dd>
        </div>
        {task !== undefined && (
          <div>
            <dt>{words.card.task}</dt>
            <dd>{task}</dd>
          </div>
        )}
        <div>
          <dt>{words.card.run}</dt>
          <dd>
            <Link to="/runs/$id" params={{ id: run }}>
              {run}
            </Link>
          </dd>
        </div>
        <div>
          <dt>{words.card.id}</dt>
          <dd>
            <code>{id}</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}
