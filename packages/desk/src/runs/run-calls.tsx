// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RunCall } from '../api-runs.ts'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { useMay } from '../parts/me.ts'
import { RuleText } from '../parts/rule-text.tsx'
import { refusing } from '../rules.ts'
import { visibleLine } from '../visible.ts'
import { deedsOf } from './deeds.ts'
import { SettleButton } from './settle-button.tsx'

const tones = { allow: 'chip-yes', deny: 'chip-no', hold: 'chip-wait' } as const

/** The calls of a run in their order; a model call is a step between deeds and is drawn lighter. */
export function RunCalls(props: { calls: readonly RunCall[] }): ReactNode {
  const { words, format } = useSpoken()
  const mayHandOver = useMay('hand-over')
  const outcomes: Readonly<Record<string, string>> = words.runs.outcomes
  return (
    <ol className="calls">
      {deedsOf(props.calls).map(({ first: call, times, about }) => (
        <li key={call.id} className={isLight(call) ? 'call call-light' : 'call'}>
          <time className="call-time">{format.time(call.at)}</time>
          <div>
            <p>
              <span className="call-deed">
                {deedOf(call, words)}
                {times > 1 && ` ${words.runs.times(times)}`}
              </span>{' '}
              <span className={`chip ${tones[call.decision]}`}>{words.runs.decisions[call.decision]}</span>
              {call.outcome !== undefined && call.outcome !== 'done' && (
                <span className="chip chip-no">{outcomes[call.outcome] ?? call.outcome}</span>
              )}
            </p>
            {about.length > 0 && <p className="call-about">{about.join(' · ')}</p>}
            {call.outcome === 'unknown' && call.action === 'callTool' && <SettleButton call={call} />}
            {call.failure !== undefined && <p>{words.runs.wasTold(visibleLine(call.failure))}</p>}
            {call.decision !== 'allow' && <Reasons call={call} />}
            {call.case !== undefined && (
              <Link to="/cases/$id" params={{ id: call.case }}>
                {words.runs.openCase}
              </Link>
            )}{' '}
            {mayHandOver && !isLight(call) && (
              <Link to="/calls/$id/exhibit" params={{ id: call.id }}>
                {words.runs.exhibit}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

const isLight = ({ action, decision, outcome }: RunCall): boolean =>
  action === 'callModel' && decision === 'allow' && (outcome === undefined || outcome === 'done')

function deedOf({ action, resource, decision }: RunCall, { runs }: Words): string {
  const name = visibleLine(resource)
  if (decision === 'allow') return action === 'callModel' ? runs.askedModel(name) : runs.usedTool(name)
  return action === 'callModel' ? runs.wantedModel(name) : runs.wantedTool(name)
}

/**
 * What a stop, a person or silence refused has that for its reason; anything else, the rules that said no. What is asked
 * again while its case is open is held by that case alone, and names no rule.
 */
function Reasons(props: { call: RunCall }): ReactNode {
  const { words } = useSpoken()
  const { decision } = props.call
  const { reason = decision === 'hold' ? 'asked-again' : 'policy' } = props.call
  const reasons: Readonly<Record<string, string>> = words.runs.reasons
  const rules = props.call.reason === undefined || reason === 'policy' ? refusing(props.call.rules) : []
  if (rules.length === 0) return <p>{reasons[reason] ?? reason}</p>
  return (
    <ul className="rules">
      {rules.map((rule) => (
        <li key={rule.id}>
          <RuleText rule={rule} />
        </li>
      ))}
    </ul>
  )
}
