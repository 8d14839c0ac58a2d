// SPDX-License-Identifier: EUPL-1.2
import type { InFlight } from '../stop/index.ts'
import { GateError } from './error.ts'
import type { Line } from './requests/exit.ts'

/** Shared by all: making a thousand errors, each with its stack, would take a tenth of the time that a stop has. */
export const stopped = new GateError('stopped', 'cut by an emergency stop')

/** Shared by all calls under a leaked key; whoever has it learns nothing more. */
export const keyEnded = new GateError('unauthenticated', 'the key of this call works no more')

type Hear = (reason: GateError) => void

/**
 * How one call ends early: by a stop, because its key was revoked, because its caller left, or because Sluis closes. A
 * stop, and whoever revokes a key, first silences every call, so that its caller gets nothing more. Only then it ends
 * what runs behind the call, because closing a thousand connections takes longer than a stop may (P4).
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
   * Why no step of the call may begin any more. It is set from the press of a stop on, before what already runs is
   * ended: ending a thousand calls takes time, and meanwhile one of them may be about to send something (P4).
   */
  get ending(): GateError | undefined {
    return this.#reason ?? this.#silencedBy
  }

  /** Throws `ending` once no step of the call may begin any more. */
  requireOngoing(): void {
    if (this.ending !== undefined) throw this.ending
  }

  /** Whether the call waits, by a signal, for something after which it could still send: a far side, or a moment. */
  get mayLeave(): boolean {
    return this.#controller !== undefined
  }

  /** Registers what ends the work behind the call; called at once if that already had to end. */
  onEnd(end: Hear): void {
    if (this.#reason === undefined) this.#ends.push(end)
    else end(this.#reason)
  }

  /** The same for work that takes a signal. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController()
      this.#controller = controller
      this.onEnd((reason) => controller.abort(reason))
    }
    return this.#controller.signal
  }

  /** Registers what tells the caller of a stop, replacing what did before; called at once if a stop came first. */
  onSilence(silence: Hear): void {
    if (this.#silencedBy !== undefined) silence(this.#silencedBy)
    else this.#silence = silence
  }

  /** Registers what hears of a stop after the caller was told; called at once if a stop came first. */
  onStop(stop: Hear): void {
    if (this.#silencedBy !== undefined) stop(this.#silencedBy)
    else this.#onStop = stop
  }

  /** What the caller was told in place of an answer; undefined while nobody silenced the call. */
  get silencedBy(): GateError | undefined {
    return this.#silencedBy
  }

  /** The reason that a stop gives names its order, which no caller is told. */
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

  /** Sluis closes, and this call took longer than Sluis waits. */
  close(): void {
    this.#end('closing', 'Sluis closed while this call was under way')
  }

  /** A caller that left because of the stop counts as stopped. */
  #end(code: 'abandoned' | 'closing', message: string): void {
    if (this.#silencedBy === undefined && this.#reason === undefined) this.#endFor(new GateError(code, message))
  }

  #endFor(reason: GateError): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    for (const end of this.#ends) end(reason)
  }
}
