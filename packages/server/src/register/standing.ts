// SPDX-License-Identifier: EUPL-1.2
import { type Class, type Evaluation, evaluate, type IsoDate, strictestOf } from '@sluis/ai-act'
import type { Organisation } from '../organisation/index.ts'
import { factsOf, isDescribed } from './facts.ts'

/**
 * What rules may ask about the system that a call comes from, as attributes of its agents. The policy room declares the
 * same names. What is unknown is left out: a rule that asks for it can't be judged, and the call is denied (P10).
 */
export interface Standing {
  readonly [name: string]: boolean | string | readonly string[]
  readonly registered: boolean
  /** The strictest class that the facts or any assessor leave possible: the gate goes by this one. */
  readonly class: string
  readonly stage: string
  /** Rules of art. 5 that apply and are in force, such as `5.1.f`. */
  readonly prohibitions: readonly string[]
  /** Rules of art. 5 that apply but are not in force yet. */
  readonly comingProhibitions: readonly string[]
  /** Whether the duties of high risk already bind this system. */
  readonly highInForce: boolean
  /** Rules of art. 50 that apply. */
  readonly transparency: readonly string[]
}

export const unregistered: Standing = {
  registered: false,
  class: 'prohibited',
  stage: 'unregistered',
  prohibitions: [],
  comingProhibitions: [],
  highInForce: true,
  transparency: [],
}

/** What people's acts add to what follows from the facts. */
export interface Acts {
  readonly stage: string
  /** Whether one person lowered the class and nobody independent has confirmed that. */
  readonly isUnconfirmed: boolean
  /** The strictest class that each assessor left possible. */
  readonly strictest: readonly Class[]
}

/**
 * How a system would stand by its file alone, if it were released and no assessor disagreed. What people answered or
 * lowered is only in the log.
 */
export function standingByFile({ systems }: Pick<Organisation, 'systems'>, id: string, on: IsoDate): Standing {
  const system = systems.get(id)
  if (!isDescribed(system)) return unregistered
  const acts = { stage: 'released', isUnconfirmed: false, strictest: [] }
  return standingOn(evaluate(factsOf(system, {}), { on }), acts)
}

/** How a system stands on the day for which it was evaluated. */
export function standingOn({ strictest, hits }: Pick<Evaluation, 'strictest' | 'hits'>, acts: Acts): Standing {
  const ids = (wanted: (hit: (typeof hits)[number]) => boolean) => hits.filter(wanted).map(({ id }) => id)
  const floor: readonly Class[] = acts.isUnconfirmed ? ['high'] : []
  return {
    registered: true,
    class: strictestOf(strictest, ...acts.strictest, ...floor),
    stage: acts.stage,
    prohibitions: ids((hit) => hit.kind === 'prohibited' && hit.inForce),
    comingProhibitions: ids((hit) => hit.kind === 'prohibited' && !hit.inForce),
    highInForce: hits.some((hit) => hit.class === 'high' && hit.inForce),
    transparency: ids((hit) => hit.kind === 'transparency'),
  }
}
