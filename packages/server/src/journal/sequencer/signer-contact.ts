// SPDX-License-Identifier: EUPL-1.2
import type { Frontier, NoteSigner } from '@sluis/log'
import { warn } from '../../warnings/index.ts'
import { JournalError } from '../error.ts'
import { sign } from './head.ts'

const againMs = 2000

/**
 * The signer as this process finds it, which may reach it in another way than those that share the log. Once it has failed
 * it is asked again before anything more is written: what others have signed meanwhile says nothing of it.
 */
export class SignerContact {
  readonly #signer: NoteSigner
  #isLost = false
  /** When a tree was first found that nobody had signed, or a signature was asked for in its stead last. */
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

  /** Whether a tree has waited for its signature for so long that whoever committed it may be gone; and again after as long. */
  isDue(isWaiting: boolean): boolean {
    const now = performance.now()
    const since = isWaiting ? (this.#waitingSince ?? now) : undefined
    const isDue = since !== undefined && now - since >= againMs
    this.#waitingSince = isDue ? now : since
    return isDue
  }
}
