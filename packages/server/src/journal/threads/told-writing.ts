// SPDX-License-Identifier: EUPL-1.2
import { warn } from '../../warnings/index.ts'
import { JournalError } from '../error.ts'

/** A disk that is nearly full takes one entry and refuses the next: the operator is not flooded with both lines. */
const quietMs = 60_000

/**
 * Tells the operator that the log can't be written, and when it can again. Agents are told at each call (P1); on the
 * machine nothing else would show why nothing passes.
 */
export class ToldWriting {
  readonly #tell: typeof warn
  readonly #now: () => number
  #toldAt = Number.NEGATIVE_INFINITY
  #isTold = false

  constructor(tell = warn, now: () => number = () => performance.now()) {
    this.#tell = tell
    this.#now = now
  }

  /** An append was refused. A refusal of this entry alone says nothing of the log. */
  failed(error: Error): void {
    if (!isOfLog(error) || this.#isTold || this.#now() - this.#toldAt < quietMs) return
    this.#isTold = true
    this.#toldAt = this.#now()
    this.#tell('log-unwritable', { error })
  }

  wrote(): void {
    if (this.#isTold) this.#tell('log-writes-again')
    this.#isTold = false
  }
}

/** `behind`: a signer has signed what this store does not hold. */
function isOfLog(error: Error): boolean {
  return error instanceof JournalError && ['unwritable', 'damaged', 'behind'].includes(error.code)
}
