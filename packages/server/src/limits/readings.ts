// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../journal/index.ts'

const maxKept = 1000

/**
 * What entries say, parsed once although a fold asks twice: first for the rows it needs, then for the changes. Kept by
 * the data object itself, which is the same both times.
 */
export class Readings<T extends object> {
  readonly #read: (data: JsonObject) => T
  readonly #kept = new Map<JsonObject, T>()

  constructor(read: (data: JsonObject) => T) {
    this.#read = read
  }

  /** For `needs`, which asks first. */
  of(data: JsonObject): T {
    const said = this.#read(data)
    // An entry that another room refuses never reaches `take`, so it would stay.
    if (this.#kept.size >= maxKept) this.#kept.clear()
    this.#kept.set(data, said)
    return said
  }

  /** For `apply`, which asks last. */
  take(data: JsonObject): T {
    const said = this.#kept.get(data)
    if (said === undefined) return this.#read(data)
    this.#kept.delete(data)
    return said
  }
}
