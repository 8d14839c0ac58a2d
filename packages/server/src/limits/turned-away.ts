// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import type { LimitErrorCode } from './error.ts'
import { minuteMs } from './period.ts'
import type { Counted } from './scope.ts'

/** Refusals of one agent in a minute that are recorded each on their own. */
const recordedApart = 60

interface Turned {
  readonly system: string
  readonly since: number
  apart: number
  readonly more: Map<LimitErrorCode, number>
}

/**
 * An agent that goes on asking in a loop must not fill the log with its refusals, nor vanish from it: the first of a
 * minute are numbered and recorded like any denial, the rest become one numbered entry that says how many there were
 * (P3, docs/adr/0005-floods-are-counted.md). They had no effect, so the count of a minute is what a crash can lose.
 */
export class TurnedAway {
  readonly #journal: Pick<Journal, 'append'>
  readonly #now: () => number
  readonly #agents = new Map<string, Turned>()

  constructor(journal: Pick<Journal, 'append'>, now: () => number) {
    this.#journal = journal
    this.#now = now
  }

  /** Whether this refusal is recorded on its own; otherwise it is counted here. */
  isRecordedApart({ agent, system }: Counted, reason: LimitErrorCode): boolean {
    let turned = this.#agents.get(agent)
    if (turned === undefined || Math.abs(this.#now() - turned.since) >= minuteMs) {
      if (turned !== undefined) this.#record(agent, turned)
      turned = { system, since: this.#now(), apart: 0, more: new Map() }
      this.#agents.set(agent, turned)
    }
    if (turned.apart < recordedApart) {
      turned.apart++
      return true
    }
    if (turned.more.size === 0) setTimeout(() => this.#end(agent), minuteMs).unref()
    turned.more.set(reason, (turned.more.get(reason) ?? 0) + 1)
    return false
  }

  /** Records what was counted so far. */
  async flush(): Promise<void> {
    await Promise.all([...this.#agents].map(([agent, turned]) => this.#record(agent, turned)))
  }

  #end(agent: string): void {
    const turned = this.#agents.get(agent)
    if (turned !== undefined) this.#record(agent, turned)
  }

  async #record(agent: string, { system, more }: Turned): Promise<void> {
    if (more.size === 0) return
    const reasons = Object.fromEntries(more)
    const count = [...more.values()].reduce((sum, of) => sum + of, 0)
    more.clear()
    const draft = { kind: 'calls.refused', series: `agent:${agent}`, data: { agent, system, count, reasons } }
    // A log that can't be written keeps everything shut (P1), and says so itself.
    await this.#journal.append(draft).catch(() => undefined)
  }
}
