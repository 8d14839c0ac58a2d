// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { hashOf } from './key.ts'

const lifetimeMs = 12 * 3_600_000
const maxSessions = 10_000

/**
 * Signed-in pages, in memory: a restart signs everybody out. Tokens are kept as hashes only. None is a cookie: a browser
 * sends a cookie to every port of its host. A person who looks at a page that an agent serves on this machine would give
 * the agent theirs, and the page could replace it.
 */
export class Sessions {
  readonly #open = new Map<string, { readonly key: string; readonly expiresAtMs: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** For the holder of the key of that id. */
  open(key: string): string {
    const [oldest] = this.#open.keys()
    if (this.#open.size >= maxSessions && oldest !== undefined) this.#open.delete(oldest)
    const token = randomBytes(32).toString('base64url')
    this.#open.set(nameOf(token), { key, expiresAtMs: this.#now() + lifetimeMs })
    return token
  }

  /** The id of the key that was signed in with; whose it is, is asked anew, so that what was revoked is gone at once. */
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
