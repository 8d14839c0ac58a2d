// SPDX-License-Identifier: EUPL-1.2
// One system as conditions see it: what is known about it, what an absent fact means, and what the evaluator found so
// far.
import type { World } from './condition.ts'
import type { IsoDate } from './dates.ts'
import { deduce } from './deduction.ts'
import { type FactId, factIds, orderOf } from './facts/catalogue.ts'
import type { Facts } from './facts/facts.ts'
import type { Role } from './law/roles.ts'
import type { Finding } from './law/types.ts'
import { FALSE, TRUE, type Truth, UNKNOWN } from './three-valued.ts'

function truthOf(holds: boolean): Truth {
  return holds ? TRUE : FALSE
}

export class SystemWorld implements World {
  readonly facts: Facts
  readonly #truths: Truth[]
  readonly #deduced: ReadonlyMap<number, number>
  readonly #findings = new Map<Finding, Truth>()

  /** In a closed world an absent yes/no fact is false; a fact that was answered "unknown" never is. */
  constructor(facts: Facts, closed: boolean) {
    this.facts = facts
    this.#truths = new Array<Truth>(factIds.length).fill(closed ? FALSE : UNKNOWN)
    for (const [fact, value] of facts.answers()) {
      this.#truths[orderOf(fact)] = value === 'unknown' ? UNKNOWN : truthOf(value === true)
    }
    this.#deduced = deduce(this.#truths)
  }

  at(order: number): Truth {
    return this.#truths[order] ?? UNKNOWN
  }

  /** The given answers behind these facts, in the order of the law. What a closed world supplies is nobody's answer. */
  answersBehind(orders: Iterable<number>): readonly FactId[] {
    const given = new Set<number>()
    const pending = [...orders]
    for (let order = pending.pop(); order !== undefined; order = pending.pop()) {
      const from = this.#deduced.get(order)
      if (from === undefined) given.add(order)
      else pending.push(from)
    }
    return factIds.filter((fact, order) => given.has(order) && this.facts.get(fact) !== undefined)
  }

  fact(fact: FactId): Truth {
    return this.at(orderOf(fact))
  }

  section(section: string): Truth {
    const value = this.facts.get('annex_i_section')
    return value === undefined ? UNKNOWN : truthOf(value === section)
  }

  /** `role=deployer` means a deployer and nothing else: whoever is also the provider stays bound (art. 2(10)). */
  role(role: Role): Truth {
    const mine = this.roles()
    return mine === undefined ? UNKNOWN : truthOf(mine.length === 1 && mine[0] === role)
  }

  above(limit: number): Truth {
    const value = this.facts.get('training_flop')
    return typeof value === 'number' ? truthOf(value > limit) : UNKNOWN
  }

  finding(finding: Finding): Truth {
    return this.#findings.get(finding) ?? UNKNOWN
  }

  found(finding: Finding, truth: Truth): void {
    this.#findings.set(finding, truth)
  }

  roles(): readonly Role[] | undefined {
    const value = this.facts.get('role')
    return typeof value === 'object' ? value : undefined
  }

  placedOn(): IsoDate | undefined {
    const value = this.facts.get('placed_on_market_on')
    return typeof value === 'string' ? value : undefined
  }
}
