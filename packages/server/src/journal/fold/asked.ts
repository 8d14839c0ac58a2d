// SPDX-License-Identifier: EUPL-1.2
import type { Cell, Projection } from './projection.ts'
import type { Held } from './table-rows.ts'
import { isSame } from './table-sql.ts'

/** The rows that one room's fold of an entry reads. */
export class Asked {
  readonly projection: Projection
  readonly #rows: readonly Held[]
  #next = 0

  constructor(projection: Projection, rows: readonly Held[]) {
    this.projection = projection
    this.#rows = rows
  }

  /**
   * A fold reads, and then changes, most of its rows in the order in which it asked for them, so the next row is tried
   * first.
   */
  find(table: string, key: readonly Cell[]): Held | undefined {
    const { length } = this.#rows
    for (let tried = 0; tried < length; tried++) {
      const held = this.#rows[this.#next]
      this.#next = (this.#next + 1) % length
      if (held !== undefined && held.owner.table.name === table && isSame(held.key, key)) return held
    }
    return undefined
  }
}
