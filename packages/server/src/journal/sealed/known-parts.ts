// SPDX-License-Identifier: EUPL-1.2
import type { PartAt } from './seals.ts'

/**
 * Where parts that were met lately are sealed, by their salts, which are keyed digests: so a part that a conversation
 * repeats at every turn is sealed once. It may forget, and other processes know other parts; a part that it doesn't
 * know is sealed once more. It is never wrong: what an entry sealed is erased only with its subject's key, under which
 * the salt was made.
 */
export class KnownParts {
  readonly #most: number
  #lately = new Map<string, PartAt>()
  #before = new Map<string, PartAt>()

  /** `most`: how many it holds, at some 250 bytes each. */
  constructor(most = 50_000) {
    this.#most = most
  }

  find(salt: string): PartAt | undefined {
    const known = this.#lately.get(salt)
    if (known !== undefined) return known
    const part = this.#before.get(salt)
    if (part !== undefined) this.#remember(salt, part)
    return part
  }

  /** Parts of entries that are durable. */
  add(parts: ReadonlyMap<string, PartAt>): void {
    for (const [salt, part] of parts) this.#remember(salt, part)
  }

  #remember(salt: string, part: PartAt): void {
    if (this.#lately.size >= this.#most / 2) {
      this.#before = this.#lately
      this.#lately = new Map()
    }
    this.#lately.set(salt, part)
  }
}
