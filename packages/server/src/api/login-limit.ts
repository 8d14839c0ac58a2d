// SPDX-License-Identifier: EUPL-1.2

const windowMs = 60_000
const maxRefusals = 10
const maxAddresses = 1000

/**
 * Counts refused sign-ins per address. It never keeps out a right key: keys have 256 random bits, so guessing is no
 * danger, while a lock-out would let an agent on this machine keep people from the stop by failing in their name.
 */
export class LoginLimit {
  readonly #now: () => number
  readonly #refused = new Map<string, { count: number; readonly since: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts a refusal; true when this address has had too many within a minute. */
  isExceededBy(address: string): boolean {
    const at = this.#now()
    const known = this.#refused.get(address)
    if (known !== undefined && Math.abs(at - known.since) < windowMs) return ++known.count > maxRefusals
    const [oldest] = this.#refused.keys()
    if (known !== undefined) this.#refused.delete(address)
    else if (this.#refused.size >= maxAddresses && oldest !== undefined) this.#refused.delete(oldest)
    this.#refused.set(address, { count: 1, since: at })
    return false
  }
}
