// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseSummary } from '../api-cases.ts'
import { TimeLeft } from '../card/time-left.tsx'
import { useSpoken } from '../language/language.tsx'
import { visibleLine } from '../visible.ts'
import { rowOf } from './place-in-list.ts'
import { StateChip } from './state-chip.tsx'

export function CaseList(props: { cases: readonly CaseSummary[] }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <ul className="case-list">
      {props.cases.map(({ id, state, summary, tool, agent, body, rules, openedAt, expiresAt }) => (
        <li key={id} id={rowOf({ id, state })} className={state === 'open' ? 'case-row case-row-open' : 'case-row'}>
          <Link to="/cases/$id" params={{ id }} className="case-row-link">
            <bdi>{visibleLine(summary === '' ? tool : summary)}</bdi>
          </Link>
          <p className="case-row-facts">
            {state === 'open' ? <TimeLeft expiresAt={expiresAt} /> : <StateChip state={state} />}
            <span>{tool}</span>
            <span>{words.cases.by(agent.name)}</span>
            <span>{state === 'open' ? words.cases.decides(body.name) : format.time(openedAt)}</span>
            {state === 'open' && rules.map((rule) => <code key={rule}>{rule}</code>)}
          </p>
        </li>
      ))}
    </ul>
  )
}
