// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import type { LimitErrorCode } from './error.ts'
import { minuteMs } from './period.ts'
import type { Counted } from './scope.ts'

/** How many refusals of one agent get an entry of their own in a minute. */
const recordedApart = 60

/** Whether a refusal gets an entry of its own, or one together with the others of its minute. */
export type EntryFor = 'this-refusal' | 'all-together'

interface Turned {
  readonly system: string
  readonly since: number
  apart: number
  readonly more: Map<LimitErrorCode, number>
}

/**
 * An agent that keeps asking in a loop must neither fill the log with refusals nor vanish from it. The first refusals of
 * a minute are numbered and recorded like any denial; the rest become one numbered entry with their count (P3,
 * docs/adr/0005-floods-are-counted.md). They had no effect, so a crash may lose the count of one minute.
 */
export class TurnedAway {
  readonly #journal: Pick<Journal, 'append'>
  readonly #now: () => number
  readonly #agents = new Map<string, Turned>()

  constructor(journal: Pick<Journal, 'append'>, now: () => number) {
    this.#journal = journal
    this.#now = now
  }

  countRefusal({ agent, system }: Counted, reason: LimitErrorCode): EntryFor {
    let turned = this.#agents.get(agent)
    if (turned === undefined || Math.abs(this.#now() - turned.since) >= minuteMs) {
      if (turned !== undefined) this.#record(agent, turned)
      turned = { system, since: this.#now(), apart: 0, more: new Map() }
      this.#agents.set(agent, turned)
    }
    if (turned.apart < recordedApart) {
      turned.apart++
      return 'this-refusal'
    }
    if (turned.more.size === 0) setTimeout(() => this.#end(agent), minuteMs).unref()
    turned.more.set(reason, (turned.more.get(reason) ?? 0) + 1)
    return 'all-together'
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
    // Nothing more to do: while the log can't be written everything is shut (P1), and that is warned of elsewhere.
    await this.#journal.append(draft).catch(() => undefined)
  }
}
