// SPDX-License-Identifier: EUPL-1.2
import { timingSafeEqual } from 'node:crypto'
import type { Credential } from './credentials.ts'
import { hashOf, idOf, keyLength } from './key.ts'

const encoder = new TextEncoder()
/** Where the key being looked at is encoded; allocated once, because every call brings a key. */
const given = new Uint8Array(keyLength)

/** The keys that work in this process. An expired key works no longer, but stays here until it is removed. */
export class LiveKeys {
  readonly #now: () => number
  readonly #live = new Map<string, Credential>()
  /** Agents' keys that were found right, in clear: comparing costs a tenth of hashing, and every call brings one. */
  readonly #shown = new WeakMap<Credential, Uint8Array>()

  constructor(now: () => number) {
    this.#now = now
  }

  add(credential: Credential): void {
    this.#live.set(credential.id, credential)
  }

  has(id: string): boolean {
    return this.#live.has(id)
  }

  /** Also when it has expired. */
  get(id: string): Credential | undefined {
    return this.#live.get(id)
  }

  inForce(id: string): Credential | undefined {
    const credential = this.#live.get(id)
    return credential !== undefined && this.#isInForce(credential) ? credential : undefined
  }

  allInForce(): readonly Credential[] {
    return [...this.#live.values()].filter((credential) => this.#isInForce(credential))
  }

  /** The credential that this key belongs to, if it is in force. */
  opened(key: string): Credential | undefined {
    const id = idOf(key)
    const credential = id === undefined ? undefined : this.#live.get(id)
    if (credential === undefined || !this.#isRight(credential, key)) return undefined
    return this.#isInForce(credential) ? credential : undefined
  }

  /** With the run keys that were made under it. */
  end(id: string): void {
    this.#live.delete(id)
    for (const [run, { parent }] of this.#live) if (parent === id) this.#live.delete(run)
  }

  /** Nobody revokes a run key that has expired, and agents make as many as they like. */
  forgetRunsThatRanOut(): void {
    for (const [id, credential] of this.#live) {
      if (credential.kind === 'run' && !this.#isInForce(credential)) this.#live.delete(id)
    }
  }

  #isInForce({ expiresAtMs }: Credential): boolean {
    return expiresAtMs === null || expiresAtMs > this.#now()
  }

  #isRight(credential: Credential, key: string): boolean {
    // Its form was checked: it has exactly this many characters, each of one byte.
    encoder.encodeInto(key, given)
    const shown = this.#shown.get(credential)
    if (shown !== undefined) return timingSafeEqual(shown, given)
    if (!timingSafeEqual(credential.hash, hashOf(key))) return false
    if (credential.kind !== 'person') this.#shown.set(credential, given.slice())
    return true
  }
}
