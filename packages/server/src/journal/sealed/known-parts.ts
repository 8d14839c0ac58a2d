// SPDX-License-Identifier: EUPL-1.2

/**
 * Which entries sealed the parts that were met lately, by the parts' keyed digests: what a conversation repeats at every
 * turn is sealed once. It may forget, and other processes know other parts: what it doesn't know is sealed once more. It
 * is never wrong: what an entry sealed goes only with its subject's key, under which the digest was made.
 */
export class KnownParts {
  readonly #most: number
  #lately = new Map<string, number>()
  #before = new Map<string, number>()

  /** `most`: how many it holds, at some 150 bytes each. */
  constructor(most = 50_000) {
    this.#most = most
  }

  find(digest: string): number | undefined {
    const known = this.#lately.get(digest)
    if (known !== undefined) return known
    const index = this.#before.get(digest)
    if (index !== undefined) this.#remember(digest, index)
    return index
  }

  /** Parts of entries that are durable. */
  add(parts: ReadonlyMap<string, number>): void {
    for (const [digest, index] of parts) this.#remember(digest, index)
  }

  #remember(digest: string, index: number): void {
    if (this.#lately.size >= this.#most / 2) {
      this.#before = this.#lately
      this.#lately = new Map()
    }
    this.#lately.set(digest, index)
  }
}
