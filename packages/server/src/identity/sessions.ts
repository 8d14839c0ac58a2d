// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import type { Person } from '../organisation/index.ts'
import { hashOf } from './key.ts'

const lifetimeMs = 12 * 3_600_000
const maxSessions = 10_000

/**
 * What says who sits at a browser, in two halves that open nothing apart. A cookie goes to every port of its host, so
 * whatever an agent serves on this machine is sent the one half as soon as a person looks at it; no script reads it. The
 * other half only the Desk's own pages have.
 */
export interface SessionToken {
  readonly cookie: string
  readonly page: string
}

/** Signed-in browsers, in memory: a restart signs everybody out. Tokens are kept as hashes only. */
export class Sessions {
  readonly #open = new Map<string, { readonly person: string; readonly expiresAtMs: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  open(person: Person): SessionToken {
    const [oldest] = this.#open.keys()
    if (this.#open.size >= maxSessions && oldest !== undefined) this.#open.delete(oldest)
    const token = { cookie: randomHalf(), page: randomHalf() }
    this.#open.set(nameOf(token), { person: person.id, expiresAtMs: this.#now() + lifetimeMs })
    return token
  }

  /** The id of the person who signed in; the caller looks the person up anew, so that a removed role is gone at once. */
  find(token: SessionToken): string | undefined {
    const name = nameOf(token)
    const session = this.#open.get(name)
    if (session === undefined) return undefined
    if (session.expiresAtMs > this.#now()) return session.person
    this.#open.delete(name)
    return undefined
  }

  close(token: SessionToken): void {
    this.#open.delete(nameOf(token))
  }
}

function randomHalf(): string {
  return randomBytes(32).toString('base64url')
}

function nameOf({ cookie, page }: SessionToken): string {
  return hashOf(`${cookie} ${page}`).toString('hex')
}
