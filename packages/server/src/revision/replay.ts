// SPDX-License-Identifier: EUPL-1.2
import type { Entry, FieldPage } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import {
  comesTo,
  type Decision,
  type PolicyRequest,
  type PolicySet,
  rehearse,
  rehearseResult,
} from '../policy/index.ts'
import { isDecision, isResult, type Recorded, readRecorded, readResult } from './recorded.ts'

/** Calls, or results of calls, that the other rules decide otherwise, all for the same reason. */
export interface ReplayGroup {
  readonly of: 'call' | 'result'
  readonly was: Decision['effect']
  readonly now: Decision['effect']
  /** The rules that decided then and no longer do. For a result it isn't recorded which rules decided. */
  readonly gone: readonly string[]
  /** The rules that decide now. Empty when nothing forbids, or nothing permits. */
  readonly by: readonly string[]
  /** Why the other rules can't judge the call, taken from the first example. */
  readonly problem?: string
  readonly count: number
  /** The first few. */
  readonly calls: readonly string[]
}

/**
 * Why a past decision can't be taken again. `no-input`: its input was erased or never kept. `no-standing`,
 * `no-findings`: it dates from before these were kept. `no-call`: a result whose call was not replayed.
 */
export type NotReplayable = 'no-input' | 'no-standing' | 'no-findings' | 'no-call'

export interface ReplayCounts {
  /** Decisions that were taken again. */
  readonly decisions: number
  readonly notReplayable: number
  readonly unchanged: number
  /** How many decisions changed, by what is decided now. */
  readonly now: { readonly [effect in Decision['effect']]: number }
}

/** The counts are of calls; `results` has the same counts for their results. */
export interface ReplayReport extends ReplayCounts {
  readonly results: ReplayCounts
  readonly reasons: { readonly [reason in NotReplayable]?: number }
  /** The largest first. */
  readonly groups: readonly ReplayGroup[]
  /** How many changes fell outside the groups, whose number is bounded. */
  readonly ungrouped: number
}

const maxGroups = 200
const maxExamples = 5
/** Calls whose outcome has not been read yet: as many as could be under way at once. */
const maxOpen = 10_000

const noCounts = () => ({ decisions: 0, notReplayable: 0, unchanged: 0, now: { allow: 0, deny: 0, hold: 0 } })

/** Counts what other rules would have decided. Its memory doesn't grow with the number of entries it reads. */
export class Replaying {
  readonly #policies: PolicySet
  readonly #organisation: Organisation
  readonly #groups = new Map<string, ReplayGroup & { count: number; calls: string[] }>()
  readonly #counts = { call: noCounts(), result: noCounts() }
  readonly #reasons: { [reason in NotReplayable]?: number } = {}
  readonly #open = new Map<string, PolicyRequest>()
  #ungrouped = 0

  constructor(policies: PolicySet, organisation: Organisation) {
    this.#policies = policies
    this.#organisation = organisation
  }

  async add({ fields, subjectOf }: Pick<FieldPage, 'fields' | 'subjectOf'>): Promise<void> {
    for (const { entry, value } of fields) {
      if (isDecision(entry)) this.#not('call', this.#call(entry, readRecorded(entry, value, this.#organisation)))
      else if (isResult(entry)) this.#not('result', await this.#result(entry, subjectOf))
    }
  }

  get report(): ReplayReport {
    const { call, result } = this.#counts
    return {
      ...{ ...call, now: { ...call.now } },
      results: { ...result, now: { ...result.now } },
      reasons: { ...this.#reasons },
      groups: [...this.#groups.values()].sort((a, b) => b.count - a.count),
      ungrouped: this.#ungrouped,
    }
  }

  /** Takes the decision again; gives the reason when it can't be taken. */
  #call({ kind }: Entry, recorded: Recorded | undefined): NotReplayable | undefined {
    if (recorded === undefined) return 'no-input'
    const { call, effect, rules, request } = recorded
    if (request.principal.standing === undefined) return 'no-standing'
    if (kind === 'call.allowed') this.#keepOpen(call, request)
    this.#compare('call', { call, effect, rules }, rehearse(this.#policies, request))
    return undefined
  }

  async #result(entry: Entry, subjectOf: FieldPage['subjectOf']): Promise<NotReplayable | undefined> {
    const { call, effect, labels, findings } = readResult(entry)
    const asked = this.#open.get(call)
    this.#open.delete(call)
    if (asked === undefined) return 'no-call'
    if (findings === undefined) return 'no-findings'
    const brought = await Promise.all(labels.map((label) => opened(label, subjectOf)))
    const known = Array.isArray(asked.context.labels) ? asked.context.labels : []
    const context = { ...asked.context, findings, labels: [...new Set([...known, ...brought])] }
    const decision = rehearseResult(this.#policies, { ...asked, action: 'releaseResult', context })
    this.#compare('result', { call, effect, rules: [] }, decision)
    return undefined
  }

  #keepOpen(call: string, request: PolicyRequest): void {
    const oldest = this.#open.keys().next()
    if (this.#open.size >= maxOpen && oldest.done !== true) this.#open.delete(oldest.value)
    this.#open.set(call, request)
  }

  #not(of: ReplayGroup['of'], reason: NotReplayable | undefined): void {
    if (reason === undefined) return
    this.#counts[of].notReplayable++
    this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1
  }

  #compare(
    of: ReplayGroup['of'],
    { call, effect: was, rules }: Pick<Recorded, 'call' | 'effect' | 'rules'>,
    decision: Decision,
  ): void {
    const counts = this.#counts[of]
    counts.decisions++
    const now = comesTo(decision)
    if (now === was) {
      counts.unchanged++
      return
    }
    counts.now[now]++
    const by = now === 'allow' ? [] : decision.rules
    const gone = was === 'allow' && by.length > 0 ? [] : rules.filter((id) => !decision.rules.includes(id))
    const key = JSON.stringify([of, was, now, gone, by, decision.errors.length > 0])
    const group = this.#groups.get(key)
    if (group !== undefined) {
      group.count++
      if (group.calls.length < maxExamples) group.calls.push(call)
    } else if (this.#groups.size >= maxGroups) this.#ungrouped++
    else {
      const [problem] = decision.errors
      this.#groups.set(key, { of, was, now, gone, by, ...(problem && { problem }), count: 1, calls: [call] })
    }
  }
}

/** A label as rules name it. In a leaf, the value of a label is a pseudonym, which stays when the value was erased. */
async function opened(label: string, subjectOf: FieldPage['subjectOf']): Promise<string> {
  const at = label.indexOf(':')
  return at === -1 ? label : ((await subjectOf(label.slice(at + 1))) ?? label)
}
