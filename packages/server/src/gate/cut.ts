// SPDX-License-Identifier: EUPL-1.2
import type { InFlight } from '../stop/index.ts'
import { GateError } from './error.ts'
import type { Line } from './requests/exit.ts'

/** One for all: a thousand errors, each with its stack, would take a tenth of the time that a stop has. */
export const stopped = new GateError('stopped', 'cut by an emergency stop')

/** The same for all calls under a key that leaked, and whoever has it learns nothing more. */
export const keyEnded = new GateError('unauthenticated', 'the key of this call works no more')

type Hear = (reason: GateError) => void

/**
 * How one call ends before its time: by a stop, because its key was revoked, because its caller left, or because Sluis
 * closes. A stop, and whoever revokes a key, first silences every call, so that its caller gets nothing more, and only
 * then ends what runs behind it: closing a thousand connections takes longer than a stop may (P4).
 */
export class Cut implements InFlight {
  #reason: GateError | undefined
  readonly #ends: Hear[] = []
  #controller: AbortController | undefined
  #silence: Hear | undefined
  #onStop: Hear | undefined
  #silencedBy: GateError | undefined

  constructor(line: Pick<Line, 'onLeft'>) {
    line.onLeft(() => this.#end('abandoned', 'the caller left'))
  }

  /** Why what runs behind the call has to end; undefined while it goes on. */
  get reason(): GateError | undefined {
    return this.#reason
  }

  /**
   * Why nothing of the call may begin any more: from the press of a stop on, while what it began is still to be ended.
   * A thousand calls take their time for that, and meanwhile one of them may be about to send something (P4).
   */
  get ending(): GateError | undefined {
    return this.#reason ?? this.#silencedBy
  }

  /** Throws why, once nothing of it may begin any more. */
  requireOngoing(): void {
    if (this.ending !== undefined) throw this.ending
  }

  /** Whether it waits, by a signal, for a far side or a time at which something could still be sent. */
  get mayLeave(): boolean {
    return this.#controller !== undefined
  }

  /** What runs behind the call, and ends when it hears; called at once when it had to end before. */
  onEnd(end: Hear): void {
    if (this.#reason === undefined) this.#ends.push(end)
    else end(this.#reason)
  }

  /** The same for what takes a signal. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController()
      this.#controller = controller
      this.onEnd((reason) => controller.abort(reason))
    }
    return this.#controller.signal
  }

  /** What tells the caller of a stop, instead of what did before; called at once when a stop was there first. */
  onSilence(silence: Hear): void {
    if (this.#silencedBy !== undefined) silence(this.#silencedBy)
    else this.#silence = silence
  }

  /** What hears of a stop once its caller was told; called at once when a stop was there first. */
  onStop(stop: Hear): void {
    if (this.#silencedBy !== undefined) stop(this.#silencedBy)
    else this.#onStop = stop
  }

  /** What its caller was told instead of anything more; undefined while nobody silenced it. */
  get silencedBy(): GateError | undefined {
    return this.#silencedBy
  }

  /** A stop's own reason names its order, which no caller is told. */
  silence(why?: Error): void {
    if (this.#silencedBy !== undefined) return
    const reason = why instanceof GateError ? why : stopped
    this.#silencedBy = reason
    this.#silence?.(reason)
    this.#onStop?.(reason)
  }

  abort(why?: Error): void {
    this.silence(why)
    this.#endFor(this.#silencedBy ?? stopped)
  }

  /** Sluis closes, and this call took longer than it waits. */
  close(): void {
    this.#end('closing', 'Sluis closed while this call was under way')
  }

  /** A caller that is gone because of the stop was stopped. */
  #end(code: 'abandoned' | 'closing', message: string): void {
    if (this.#silencedBy === undefined && this.#reason === undefined) this.#endFor(new GateError(code, message))
  }

  #endFor(reason: GateError): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    for (const end of this.#ends) end(reason)
  }
}
