// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { hashOf } from './key.ts'

const lifetimeMs = 12 * 3_600_000
const maxSessions = 10_000

/**
 * Signed-in pages, in memory: a restart signs everybody out. Only hashes of the tokens are kept. A token is never a
 * cookie: a browser sends cookies to every port of a host, so a person who opens a page that an agent serves on this
 * machine would hand over their session, and that page could also replace it.
 */
export class Sessions {
  readonly #open = new Map<string, { readonly key: string; readonly expiresAtMs: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** For whoever holds the key with that id. */
  open(key: string): string {
    const [oldest] = this.#open.keys()
    if (this.#open.size >= maxSessions && oldest !== undefined) this.#open.delete(oldest)
    const token = randomBytes(32).toString('base64url')
    this.#open.set(nameOf(token), { key, expiresAtMs: this.#now() + lifetimeMs })
    return token
  }

  /**
   * The id of the key that was used to sign in. Its holder is looked up anew each time, so a revoked key stops at once.
   */
  find(token: string): string | undefined {
    const name = nameOf(token)
    const session = this.#open.get(name)
    if (session === undefined) return undefined
    if (session.expiresAtMs > this.#now()) return session.key
    this.#open.delete(name)
    return undefined
  }

  close(token: string): void {
    this.#open.delete(nameOf(token))
  }
}

function nameOf(token: string): string {
  return hashOf(token).toString('hex')
}
