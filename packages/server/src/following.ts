// SPDX-License-Identifier: EUPL-1.2
import type { InForce, Reloaded } from './in-force.ts'
import { isReplaced } from './loads.ts'
import type { Register } from './register/index.ts'
import { warn } from './warnings/index.ts'

const everyMs = 5000

/**
 * Where several processes share a log: a load by a person at another process takes effect here as soon as this one's
 * folder has the same files. It looks as soon as it hears of the load, and then every few seconds.
 */
export class Following {
  readonly #inForce: InForce
  readonly #register: Register
  readonly #timer: NodeJS.Timeout
  #trying: Promise<void> | undefined
  #isTold = false
  #onFollowed: (loading: Reloaded) => void = () => undefined

  constructor(inForce: InForce, register: Register) {
    this.#inForce = inForce
    this.#register = register
    const look = (): void => {
      if (inForce.isBehind) this.#try()
    }
    inForce.onBehind(look)
    this.#timer = setInterval(look, everyMs)
    this.#timer.unref()
    look()
  }

  /** Resolves when a look that is under way has ended; undefined when none is, as at nearly every call. */
  get looking(): Promise<void> | undefined {
    return this.#trying
  }

  onFollowed(listener: (loading: Reloaded) => void): void {
    this.#onFollowed = listener
  }

  close(): void {
    clearInterval(this.#timer)
    this.#inForce.onBehind(() => undefined)
  }

  #try(): void {
    this.#trying ??= this.#follow()
      .catch((error: unknown) => this.#tell(error))
      .finally(() => {
        this.#trying = undefined
      })
  }

  async #follow(): Promise<void> {
    while (this.#inForce.isBehind) {
      const loading = await this.#inForce.follow(this.#register).catch(newerOne)
      if (loading === undefined) return this.#tell()
      if (loading !== 'newer') this.#onFollowed(loading)
    }
    if (this.#isTold) warn('files-current')
    this.#isTold = false
  }

  /** Warns once for each time that this process is behind. */
  #tell(error?: unknown): void {
    if (!this.#isTold) warn('files-behind', error === undefined ? {} : { error })
    this.#isTold = true
  }
}

/** A newer load has been heard of in the meantime, and is looked for next. */
function newerOne(error: unknown): 'newer' {
  if (isReplaced(error)) return 'newer'
  throw error
}
