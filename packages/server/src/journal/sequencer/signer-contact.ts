// SPDX-License-Identifier: EUPL-1.2
import type { Frontier, NoteSigner } from '@sluis/log'
import { warn } from '../../warnings/index.ts'
import { JournalError } from '../error.ts'
import { sign } from './head.ts'

const againMs = 2000

/**
 * The signer as this process reaches it, perhaps in another way than the processes that share the log. Once it has
 * failed, it is asked again before anything more is written: what others had signed meanwhile says nothing of it.
 */
export class SignerContact {
  readonly #signer: NoteSigner
  #isLost = false
  /** When an unsigned tree was first found, or when a signature was last asked for on behalf of another process. */
  #waitingSince: number | undefined

  constructor(signer: NoteSigner) {
    this.#signer = signer
  }

  get isLost(): boolean {
    return this.#isLost
  }

  async sign(frontier: Frontier): Promise<string> {
    try {
      const signed = await sign(frontier, this.#signer)
      if (this.#isLost) warn('signer-answers')
      this.#isLost = false
      return signed
    } catch (error) {
      const isPutBack = error instanceof JournalError && error.code === 'behind'
      if (!this.#isLost) warn(isPutBack ? 'store-put-back' : 'signer-lost', { error })
      this.#isLost = true
      throw error
    }
  }

  /**
   * Whether a tree has waited for its signature so long that the process that committed it may be gone; and again after
   * the same time.
   */
  isDue(isWaiting: boolean): boolean {
    const now = performance.now()
    const since = isWaiting ? (this.#waitingSince ?? now) : undefined
    const isDue = since !== undefined && now - since >= againMs
    this.#waitingSince = isDue ? now : since
    return isDue
  }
}
