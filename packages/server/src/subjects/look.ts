// SPDX-License-Identifier: EUPL-1.2
import { type Journal, type RunDay, text } from '../journal/index.ts'
import { type Day, isNeeded } from './holds.ts'

export interface LookParts {
  readonly journal: Pick<Journal, 'query' | 'log'>
  /**
   * After how many days content of a system, sealed at a given moment, goes; for an unknown system the longest term.
   */
  readonly terms: () => Promise<(system: string, atMs: number) => number>
  readonly now: () => number
}

const dayMs = 86_400_000

/**
 * Which days of runs are due at one moment. Terms, and where each day lies in the log, are looked up once for all of
 * them.
 */
export class Look {
  readonly #parts: LookParts
  readonly #termOf: (system: string, atMs: number) => number
  readonly #days = new Map<string, Promise<Day>>()

  private constructor(parts: LookParts, termOf: (system: string, atMs: number) => number) {
    this.#parts = parts
    this.#termOf = termOf
  }

  static async begin(parts: LookParts): Promise<Look> {
    return new Look(parts, await parts.terms())
  }

  async isDue({ run, day }: RunDay): Promise<boolean> {
    const from = Date.parse(day)
    const { journal, now } = this.#parts
    const [known] = await journal.query('SELECT id, system FROM runs WHERE id = $1', run)
    const row = known ?? { id: run, system: '' }
    if (from + (1 + this.#termOf(text(row, 'system'), from)) * dayMs > now()) return false
    return !(await isNeeded(this.#parts, row, await this.#dayOf(day)))
  }

  #dayOf(day: string): Promise<Day> {
    const found = this.#days.get(day) ?? this.#find(Date.parse(day))
    this.#days.set(day, found)
    return found
  }

  async #find(fromMs: number): Promise<Day> {
    const { log } = this.#parts.journal
    const untilMs = fromMs + dayMs
    const { size } = await log.checkpoint()
    return {
      fromMs,
      untilMs,
      from: await log.firstSince(fromMs, size),
      until: await log.firstSince(untilMs, size),
    }
  }
}
