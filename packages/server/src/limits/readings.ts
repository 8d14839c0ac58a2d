// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../journal/index.ts'

const maxKept = 1000

/**
 * What entries say, read once for both questions of a fold: first which rows it reads, then what it makes of them. By the
 * data itself, which is one object for both.
 */
export class Readings<T extends object> {
  readonly #read: (data: JsonObject) => T
  readonly #kept = new Map<JsonObject, T>()

  constructor(read: (data: JsonObject) => T) {
    this.#read = read
  }

  /** For the rows. */
  of(data: JsonObject): T {
    const said = this.#read(data)
    // An entry that another room refuses is not folded here.
    if (this.#kept.size >= maxKept) this.#kept.clear()
    this.#kept.set(data, said)
    return said
  }

  /** For the fold, which is the last to ask. */
  take(data: JsonObject): T {
    const said = this.#kept.get(data)
    if (said === undefined) return this.#read(data)
    this.#kept.delete(data)
    return said
  }
}
