// SPDX-License-Identifier: EUPL-1.2
import { transaction } from '../engine/engine.ts'
import { JournalError } from '../error.ts'
import type { Store } from '../store.ts'
import { isOf, type Signing, sign, signedByOurs } from './head.ts'
import type { KnownHead } from './known-head.ts'
import { SignerContact } from './signer-contact.ts'

interface HeadSignerParts extends Signing {
  readonly store: Store
}

/**
 * Has the committed tree signed. A signer that remembers can't be asked earlier: after a crash the store would lack a
 * tree to which that signer is bound for ever. While it fails, nothing is acknowledged, and nothing more is written. A
 * key in the folder signs with each commit.
 */
export class HeadSigner {
  readonly #parts: HeadSignerParts
  readonly #known: KnownHead
  readonly #contact: SignerContact

  constructor(parts: HeadSignerParts, known: KnownHead) {
    this.#parts = parts
    this.#known = known
    this.#contact = new SignerContact(parts.signer)
  }

  /** Whether the signer failed to sign when it was last asked. */
  get isLost(): boolean {
    return this.#contact.isLost
  }

  /** Whether the committed tree has waited for its signature so long that the process that committed it may be gone. */
  get isDue(): boolean {
    return this.#contact.isDue(!this.#isAllSigned)
  }

  /** Signs the recovered tree, if nothing says that it is not this log's. */
  async signRecovered(): Promise<void> {
    const { store, signsCommitted } = this.#parts
    if (signsCommitted) await this.#holdToSigner()
    await this.signCommitted()
    this.#known.move(await signedByOurs(store, this.#known.head, this.#parts))
  }

  /** Holds the store, so that no other process moves the head meanwhile. */
  async signCommitted(): Promise<void> {
    if (this.#isAllSigned) return
    const { store } = this.#parts
    const known = this.#known
    const work = async (): Promise<string> => {
      await known.follow()
      const [{ checkpoint, size }, isSigned] = [known.head, this.#isHeadSigned]
      if (this.#isAllSigned) return checkpoint
      const signed = await this.#contact.sign(known.frontier)
      // Another process had it signed; this one only asked whether its own signer is there.
      if (isSigned) return checkpoint
      await store.setCheckpoint(size, signed)
      return signed
    }
    try {
      const checkpoint = await transaction(store.engine, work)
      known.move({ ...known.head, checkpoint })
    } catch (cause) {
      // A signer that comes back is asked again; a failed store is not trusted again before a restart.
      throw cause instanceof JournalError ? cause : await known.undone(cause)
    }
  }

  /**
   * A signer that remembers may have signed more than this store holds, and then refuses. It is asked while no other
   * process can write: if one added to the tree meanwhile, the signer would have signed more, too.
   */
  async #holdToSigner(): Promise<void> {
    const { store, signer } = this.#parts
    await transaction(store.engine, async () => {
      await this.#known.follow()
      await sign(this.#known.frontier, signer)
    })
  }

  get #isHeadSigned(): boolean {
    return isOf(this.#known.head, this.#known.frontier, this.#parts.signer)
  }

  /** So that more may be written. */
  get #isAllSigned(): boolean {
    return !this.#parts.signsCommitted || (this.#isHeadSigned && !this.isLost)
  }
}
