// SPDX-License-Identifier: EUPL-1.2
import { type Class, type Evaluation, evaluate, strictestOf } from '@sluis/ai-act'
import type { Organisation } from '../organisation/index.ts'
import { factsOf, isDescribed } from './facts.ts'

/**
 * What rules may know of the system that a call comes from, as attributes of its agents. The policy room declares the
 * same names; what is unknown is not there, and a rule that asks for it can't be judged and denies (P10).
 */
export interface Standing {
  readonly [name: string]: boolean | string | readonly string[]
  readonly registered: boolean
  /** The strictest class that is still possible, and that any assessor came to: the one that steers. */
  readonly class: string
  readonly stage: string
  /** Rules of art. 5 that hold and are in force, such as `5.1.f`. */
  readonly prohibitions: readonly string[]
  /** Rules of art. 5 that hold and are not in force yet. */
  readonly comingProhibitions: readonly string[]
  /** Whether the duties of high risk bind this system already. */
  readonly highInForce: boolean
  /** Rules of art. 50 that hold. */
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

export interface Judged {
  readonly stage: string
  /** A class that one person lowered, and nobody independent confirmed. */
  readonly isUnconfirmed: boolean
  /** What assessors found still possible. */
  readonly strictest: readonly Class[]
}

/**
 * How a system would stand by what its file says alone: released, and nobody assessed it otherwise. What people answered
 * and lowered stands in the log.
 */
export function standingByFile({ systems }: Pick<Organisation, 'systems'>, id: string, on: string): Standing {
  const system = systems.get(id)
  if (!isDescribed(system)) return unregistered
  const judged = { stage: 'released', isUnconfirmed: false, strictest: [] }
  return standingOn(evaluate(factsOf(system, {}), { on }), judged)
}

/** How a system stands on the day that it was evaluated for. */
export function standingOn({ strictest, hits }: Pick<Evaluation, 'strictest' | 'hits'>, judged: Judged): Standing {
  const ids = (wanted: (hit: (typeof hits)[number]) => boolean) => hits.filter(wanted).map(({ id }) => id)
  const floor: readonly Class[] = judged.isUnconfirmed ? ['high'] : []
  return {
    registered: true,
    class: strictestOf(strictest, ...judged.strictest, ...floor),
    stage: judged.stage,
    prohibitions: ids((hit) => hit.kind === 'prohibited' && hit.inForce),
    comingProhibitions: ids((hit) => hit.kind === 'prohibited' && !hit.inForce),
    highInForce: hits.some((hit) => hit.class === 'high' && hit.inForce),
    transparency: ids((hit) => hit.kind === 'transparency'),
  }
}
