// SPDX-License-Identifier: EUPL-1.2
import { setImmediate } from 'node:timers/promises'
import { Conflict, type Journal, type RunDays } from '../journal/index.ts'
import { warn } from '../warnings/index.ts'
import { Look, type LookParts } from './look.ts'

interface TermsParts extends LookParts {
  readonly journal: LookParts['journal'] & Pick<Journal, 'runDays' | 'expire' | 'sweep'>
}

const firstLookMs = 10_000
const betweenLooksMs = 3_600_000
/** As many as the leaf of one entry has room for: a run's id has 47 characters at most, that of an agent's own run. */
const runsOfEntry = 64

/**
 * Erases content when its term has passed (GDPR art. 5(1)(e)): what each run sealed, a day at a time. What a person, a
 * call or a file of an incident still needs stays until that is over. An entry records the day and the runs; the entries
 * of the calls themselves stay.
 */
export class Terms {
  readonly #parts: TermsParts
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(parts: TermsParts) {
    this.#parts = parts
  }

  /** Looks every hour from now on, for the first time shortly after the start. */
  start(): this {
    this.#lookIn(firstLookMs)
    return this
  }

  /** Postpones the next look by an hour, so that a term shortened by mistake can still be restored. */
  putOff(): void {
    this.#lookIn(betweenLooksMs)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(async () => {
      try {
        await this.look()
      } catch (error) {
        if (!this.#isClosed) warn('content-kept-longer', { error })
      }
      if (!this.#isClosed) this.#lookIn(betweenLooksMs)
    }, ms).unref()
  }

  /** Erases what is due now. Gives how many days of runs that was. */
  async look(): Promise<number> {
    const { journal } = this.#parts
    await journal.sweep()
    const look = await Look.begin(this.#parts)
    const due = new Map<string, string[]>()
    let gone = 0
    for (let after: string | undefined = ''; after !== undefined && !this.#isClosed; ) {
      const page: RunDays = await journal.runDays(after)
      for (const runDay of page.days) {
        // Gives the stop and other calls their turn before each run.
        await setImmediate()
        if (!(await look.isDue(runDay))) continue
        const runs = due.get(runDay.day) ?? []
        due.set(runDay.day, runs)
        if (runs.push(runDay.run) < runsOfEntry) continue
        due.delete(runDay.day)
        gone += await this.#expire(runDay.day, runs)
      }
      after = page.next
    }
    for (const [day, runs] of due) gone += await this.#expire(day, runs)
    return gone
  }

  /** Checks again what is due: while the others were looked at, content may have become needed or its term longer. */
  async #expire(day: string, found: readonly string[]): Promise<number> {
    const look = await Look.begin(this.#parts)
    const runs: string[] = []
    for (const run of found) if (await look.isDue({ run, day })) runs.push(run)
    if (runs.length === 0) return 0
    try {
      const { entry } = await this.#parts.journal.expire(day, runs)
      return Array.isArray(entry.data.runs) ? entry.data.runs.length : 0
    } catch (error) {
      // Another process that shares the log did it first.
      if (error instanceof Conflict && error.reason === 'nothing-kept') return 0
      throw error
    }
  }
}
