// SPDX-License-Identifier: EUPL-1.2
import type { InFlight } from '../stop/index.ts'
import { GateError } from './error.ts'

/** One for all: a thousand errors, each with its stack, would take a tenth of the time that a stop has. */
export const stopped = new GateError('stopped', 'cut by an emergency stop')

/**
 * How one call ends before its time: by a stop, because its caller left, or because
 * Sluis closes. A stop first silences every call, so that
 * its caller gets nothing more, and only then ends what runs behind it: closing a thousand connections takes longer
 * than a stop may (P4).
 */
export class Cut implements InFlight {
  /** Aborts when what runs behind the call must end; the reason says which it was. */
  readonly signal: AbortSignal
  /** Rejects when a stop silences the call. */
  readonly silenced: Promise<never>
  readonly #controller = new AbortController()
  readonly #reject: (reason: GateError) => void
  #silence: ((reason: GateError) => void) | undefined
  #isSilent = false

  constructor(left: AbortSignal, closing: AbortSignal) {
    this.signal = this.#controller.signal
    const { promise, reject } = Promise.withResolvers<never>()
    this.silenced = promise
    this.#reject = reject
    promise.catch(() => undefined)
    this.#endWith(left, () => new GateError('abandoned', 'the caller left'))
    this.#endWith(closing, () => new GateError('closing', 'Sluis closed while this call was under way'))
  }

  /** What tells the caller of a stop, instead of what did before; called at once when a stop was there first. */
  onSilence(silence: (reason: GateError) => void): void {
    if (this.#isSilent) silence(stopped)
    else this.#silence = silence
  }

  get isSilent(): boolean {
    return this.#isSilent
  }

  silence(): void {
    if (this.#isSilent) return
    this.#isSilent = true
    this.#reject(stopped)
    this.#silence?.(stopped)
  }

  abort(): void {
    this.silence()
    this.#controller.abort(stopped)
  }

  #endWith(signal: AbortSignal, reason: () => GateError): void {
    // A caller that is gone because of the stop was stopped.
    const end = (): void => {
      if (!this.#isSilent) this.#controller.abort(reason())
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  }
}
