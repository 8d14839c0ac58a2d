// SPDX-License-Identifier: EUPL-1.2
import type { Client } from '@modelcontextprotocol/client'

/** A list that was read longer ago is read again. */
const maxAgeMs = 60_000

/** A server that says all the time that its list changed is asked only this often. */
const minAgeMs = 5000

/**
 * What a server lists, kept for a while and asked for once for all who want it: requests of agents must not cost the
 * server more.
 */
export class KeptList<T> {
  readonly #ask: (client: Client) => Promise<T>
  readonly #now: () => number
  #kept: { readonly at: number; readonly client: Client; readonly listed: Promise<T> } | undefined
  #isStale = false

  constructor(ask: (client: Client) => Promise<T>, now: () => number) {
    this.#ask = ask
    this.#now = now
  }

  /** The server says that its list changed. */
  readonly changed = (): void => {
    this.#isStale = true
  }

  async from(client: Client): Promise<T> {
    const now = this.#now()
    const kept = this.#kept
    const maxAge = this.#isStale ? minAgeMs : maxAgeMs
    if (kept?.client === client && now - kept.at < maxAge && now >= kept.at) return await kept.listed
    this.#isStale = false
    const fresh = { at: now, client, listed: this.#ask(client) }
    this.#kept = fresh
    fresh.listed.catch(() => {
      if (this.#kept === fresh) this.#kept = undefined
    })
    return await fresh.listed
  }
}
