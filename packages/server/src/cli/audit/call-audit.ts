// SPDX-License-Identifier: EUPL-1.2
import type { Fault } from './fault.ts'
import { type Leaf, readLeaf } from './leaf.ts'

const decisions = ['allowed', 'denied', 'held', 'waiting', 'repeated'] as const
const outcomes = ['done', 'failed', 'stopped', 'abandoned', 'unknown'] as const
type Decision = (typeof decisions)[number]
type Outcome = (typeof outcomes)[number]

/** A call, and the entry that allowed it. */
export interface OpenCall {
  readonly call: string
  readonly entry: number
}

/** What the gate's entries add up to, provided that no fault was found in them. */
export interface AuditReport {
  readonly entries: number
  /** Epoch milliseconds of the first and the last entry; absent for an empty log. */
  readonly from?: number
  readonly until?: number
  /** Each agent's highest number: its calls are numbered from 1 to `calls` without a gap. */
  readonly agents: readonly { readonly agent: string; readonly calls: number }[]
  /** `other` counts entries in an agent's series of a kind that this version doesn't know. */
  readonly decisions: Readonly<Record<Decision | 'other', number>>
  /** `unknown` counts those that nobody settled; settled ones are counted separately. */
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly settled: number
  /** Allowed, but without an outcome when the log was written out. */
  readonly underWay: readonly OpenCall[]
  readonly unknown: readonly OpenCall[]
}

const agentSeries = 'agent:'

/**
 * Reads the entries of a log in order and says whether each can follow those before it: every agent's calls are numbered
 * 1, 2, 3 … (P3), and every allowed call gets at most one outcome (P2). Needs no key and no secret, so anyone can run
 * it. Keeps only the series, the calls without an outcome and the unknown ones in memory.
 */
export class CallAudit {
  readonly #numbers = new Map<string, number>()
  readonly #open = new Map<string, number>()
  readonly #unknown = new Map<string, number>()
  readonly #decisions = { allowed: 0, denied: 0, held: 0, waiting: 0, repeated: 0, other: 0 }
  readonly #outcomes = { done: 0, failed: 0, stopped: 0, abandoned: 0, unknown: 0 }
  #settled = 0
  #entries = 0
  #from: number | undefined
  #until = 0

  /** Takes the next entry. After a fault it continues from what that entry says, so that one gap is one fault. */
  check(index: number, bytes: Uint8Array): Fault | undefined {
    this.#entries++
    const leaf = readLeaf(bytes)
    if (leaf === undefined) return { code: 'no-leaf' }
    const faults = [this.#checkTime(leaf), this.#checkNumber(leaf), this.#checkCall(index, leaf)]
    return faults.find((fault) => fault !== undefined)
  }

  report(): AuditReport {
    const calls = (known: ReadonlyMap<string, number>): readonly OpenCall[] =>
      [...known].map(([call, entry]) => ({ call, entry }))
    return {
      entries: this.#entries,
      ...(this.#from === undefined ? {} : { from: this.#from, until: this.#until }),
      agents: [...this.#numbers]
        .filter(([series]) => series.startsWith(agentSeries))
        .map(([series, last]) => ({ agent: series.slice(agentSeries.length), calls: last })),
      decisions: { ...this.#decisions },
      outcomes: { ...this.#outcomes, unknown: this.#unknown.size },
      settled: this.#settled,
      underWay: calls(this.#open),
      unknown: calls(this.#unknown),
    }
  }

  #checkTime({ at }: Leaf): Fault | undefined {
    const isBack = at < this.#until
    this.#from ??= at
    this.#until = at
    return isBack ? { code: 'time-back' } : undefined
  }

  #checkNumber({ series, number }: Leaf): Fault | undefined {
    if (series === undefined || number === undefined) return undefined
    const expected = (this.#numbers.get(series) ?? 0) + 1
    this.#numbers.set(series, number)
    return number === expected ? undefined : { code: 'number', series, expected, found: number }
  }

  #checkCall(index: number, leaf: Leaf): Fault | undefined {
    const { kind, data } = leaf
    const { call } = data
    const decision = decisions.find((one) => kind === `call.${one}`)
    if (decision === undefined && kind !== 'call.ended' && kind !== 'call.settled') {
      if (leaf.series?.startsWith(agentSeries)) this.#decisions.other++
      return undefined
    }
    if (typeof call !== 'string') return { code: 'no-leaf' }
    if (decision === undefined) return kind === 'call.ended' ? this.#end(index, call, data.outcome) : this.#settle(call)
    this.#decisions[decision]++
    const isOpen = this.#open.has(call)
    if (decision === 'allowed') this.#open.set(call, index)
    // An agent that isn't a name has no series; the value may not even be a text.
    const { agent } = data
    if (typeof agent !== 'string' || leaf.series !== agentSeries + agent) return { code: 'unnumbered' }
    return isOpen ? { code: 'call-open' } : undefined
  }

  #end(index: number, call: string, said: unknown): Fault | undefined {
    const outcome = outcomes.find((one) => one === said)
    const allowedAt = this.#open.get(call)
    this.#open.delete(call)
    if (allowedAt === undefined) return { code: 'no-open-call' }
    if (outcome === undefined) return { code: 'outcome-strange' }
    if (outcome === 'unknown') this.#unknown.set(call, index)
    else this.#outcomes[outcome]++
    return undefined
  }

  #settle(call: string): Fault | undefined {
    if (!this.#unknown.delete(call)) return { code: 'not-unknown' }
    this.#settled++
    return undefined
  }
}
