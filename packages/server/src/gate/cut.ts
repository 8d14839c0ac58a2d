// SPDX-License-Identifier: EUPL-1.2
import type { InFlight } from '../stop/index.ts'
import type { Line } from './admitted.ts'
import { GateError } from './error.ts'

/** One for all: a thousand errors, each with its stack, would take a tenth of the time that a stop has. */
export const stopped = new GateError('stopped', 'cut by an emergency stop')

/**
 * How one call ends before its time: by a stop, because its caller left, or because Sluis closes. A stop first silences
 * every call, so that its caller gets nothing more, and only then ends what runs behind it: closing a thousand
 * connections takes longer than a stop may (P4).
 */
export class Cut implements InFlight {
  /** Aborts when what runs behind the call must end; the reason says which it was. */
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  #silence: ((reason: GateError) => void) | undefined
  #onStop: ((reason: GateError) => void) | undefined
  #isSilent = false

  constructor(line: Pick<Line, 'onLeft'>) {
    this.signal = this.#controller.signal
    line.onLeft(() => this.#end('abandoned', 'the caller left'))
  }

  /** What tells the caller of a stop, instead of what did before; called at once when a stop was there first. */
  onSilence(silence: (reason: GateError) => void): void {
    if (this.#isSilent) silence(stopped)
    else this.#silence = silence
  }

  /** What hears of a stop once its caller was told; called at once when a stop was there first. */
  onStop(stop: (reason: GateError) => void): void {
    if (this.#isSilent) stop(stopped)
    else this.#onStop = stop
  }

  get isSilent(): boolean {
    return this.#isSilent
  }

  silence(): void {
    if (this.#isSilent) return
    this.#isSilent = true
    this.#silence?.(stopped)
    this.#onStop?.(stopped)
  }

  abort(): void {
    this.silence()
    this.#controller.abort(stopped)
  }

  /** Sluis closes, and this call took longer than it waits. */
  close(): void {
    this.#end('closing', 'Sluis closed while this call was under way')
  }

  /** A caller that is gone because of the stop was stopped. */
  #end(code: 'abandoned' | 'closing', message: string): void {
    if (!this.#isSilent) this.#controller.abort(new GateError(code, message))
  }
}
