// SPDX-License-Identifier: EUPL-1.2
import type { FieldPage } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import { comesTo, type Decision, type PolicySet, rehearse } from '../policy/index.ts'
import { isDecision, type Recorded, readRecorded } from './recorded.ts'

/** Calls that the other rules decide otherwise, for the same reason. */
export interface ReplayGroup {
  readonly was: Decision['effect']
  readonly now: Decision['effect']
  /** The rules that decided then and no longer do. */
  readonly gone: readonly string[]
  /** The rules that decide now. Empty where nothing forbids, or nothing permits. */
  readonly by: readonly string[]
  /** Why the call can't be judged by the other rules, of its first example. */
  readonly problem?: string
  readonly count: number
  /** The first few. */
  readonly calls: readonly string[]
}

export interface ReplayReport {
  /** Decisions that were taken again. */
  readonly decisions: number
  /** Decisions whose input was erased, or was never kept. */
  readonly notReplayable: number
  readonly unchanged: number
  /** What changed, by what is decided now. */
  readonly now: { readonly [effect in Decision['effect']]: number }
  /** The largest first. */
  readonly groups: readonly ReplayGroup[]
  /** Changes of groups beyond the number that is kept apart. */
  readonly ungrouped: number
}

const maxGroups = 200
const maxExamples = 5

/** Counts what other rules would have decided; its memory doesn't grow with what it reads. */
export class Replaying {
  readonly #policies: PolicySet
  readonly #organisation: Organisation
  readonly #groups = new Map<string, ReplayGroup & { count: number; calls: string[] }>()
  readonly #now = { allow: 0, deny: 0, hold: 0 }
  #decisions = 0
  #notReplayable = 0
  #unchanged = 0
  #ungrouped = 0

  constructor(policies: PolicySet, organisation: Organisation) {
    this.#policies = policies
    this.#organisation = organisation
  }

  add({ fields }: Pick<FieldPage, 'fields'>): void {
    for (const { entry, value } of fields) {
      if (!isDecision(entry)) continue
      const recorded = readRecorded(entry, value, this.#organisation)
      if (recorded === undefined) this.#notReplayable++
      else this.#again(recorded)
    }
  }

  get report(): ReplayReport {
    return {
      decisions: this.#decisions,
      notReplayable: this.#notReplayable,
      unchanged: this.#unchanged,
      now: { ...this.#now },
      groups: [...this.#groups.values()].sort((a, b) => b.count - a.count),
      ungrouped: this.#ungrouped,
    }
  }

  #again({ call, effect: was, rules, request }: Recorded): void {
    this.#decisions++
    const decision = rehearse(this.#policies, request)
    const now = comesTo(decision)
    if (now === was) {
      this.#unchanged++
      return
    }
    this.#now[now]++
    const by = now === 'allow' ? [] : decision.rules
    const gone = was === 'allow' && by.length > 0 ? [] : rules.filter((id) => !decision.rules.includes(id))
    const key = JSON.stringify([was, now, gone, by, decision.errors.length > 0])
    const group = this.#groups.get(key)
    if (group !== undefined) {
      group.count++
      if (group.calls.length < maxExamples) group.calls.push(call)
    } else if (this.#groups.size >= maxGroups) this.#ungrouped++
    else {
      const [problem] = decision.errors
      this.#groups.set(key, { was, now, gone, by, ...(problem && { problem }), count: 1, calls: [call] })
    }
  }
}
