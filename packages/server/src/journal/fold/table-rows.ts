// SPDX-License-Identifier: EUPL-1.2
import type { Engine } from '../engine/engine.ts'
import { asRow } from '../store.ts'
import type { Cell, Row, Table } from './projection.ts'
import { changesIn, nameOf, type Statements, statementsOf, wholeRow } from './table-sql.ts'

/** A row as the next fold sees it, and as its table still has it. */
export interface Held {
  readonly owner: TableRows
  readonly name: string
  readonly key: readonly Cell[]
  row: Row | undefined
  /** What the table has; also undefined while nobody read it. */
  stored: Row | undefined
  /** Whether a fold asked for it, so that `stored` is known. */
  isRead: boolean
  isChanged: boolean
}

/**
 * The rows of one table that folds asked for or changed. Those that a later entry may ask for stay in memory from one
 * transaction to the next. The others are dropped at once, because what lives long and then goes costs the garbage
 * collector most.
 */
export class TableRows {
  readonly table: Table
  readonly #engine: Engine
  readonly #sql: Statements
  readonly #held = new Map<string, Held>()
  #unread: Held[] = []
  #changed: Held[] = []

  constructor(table: Table, engine: Engine) {
    this.table = table
    this.#engine = engine
    this.#sql = statementsOf(table)
  }

  get size(): number {
    return this.#held.size
  }

  get isRead(): boolean {
    return this.#unread.length === 0
  }

  get isChanged(): boolean {
    return this.#changed.length > 0
  }

  /** The row of that key, with whatever is known of it. */
  hold(key: readonly Cell[]): Held {
    const name = nameOf(key)
    const known = this.#held.get(name)
    if (known !== undefined) return known
    const held = { owner: this, name, key, row: undefined, stored: undefined, isRead: false, isChanged: false }
    this.#held.set(name, held)
    return held
  }

  /** The row that a fold asks for; read by the next `load` unless it is known. */
  ask(key: readonly Cell[]): Held {
    const held = this.hold(key)
    if (!held.isRead) this.#unread.push(held)
    return held
  }

  async load(): Promise<void> {
    const wanted = [...new Set(this.#unread)]
    this.#unread = []
    const found = await this.#engine.each(
      this.#sql.select,
      wanted.map(({ key }) => key),
    )
    for (const [at, held] of wanted.entries()) {
      const [row] = found[at] ?? []
      held.isRead = true
      held.stored = row === undefined ? undefined : asRow(row)
      if (!held.isChanged) held.row = held.stored
    }
  }

  /** As it will be read from the table: just its columns, in their order, with null for what the fold left out. */
  whole(row: Row): Row {
    return wholeRow(row, this.#sql.columns)
  }

  /** The row is a whole one. */
  change(held: Held, row: Row | undefined): void {
    held.row = row
    if (held.isChanged) return
    held.isChanged = true
    this.#changed.push(held)
  }

  /** Writes the changed rows into the table, each row once and only its changed columns. */
  async write(): Promise<void> {
    const writes = new Map<string, (readonly Cell[])[]>()
    for (const held of this.#changed) {
      const { sql, values } = this.#statementFor(held)
      const rows = writes.get(sql)
      if (rows === undefined) writes.set(sql, [values])
      else rows.push(values)
    }
    for (const held of this.#changed) this.#settle(held)
    this.#changed = []
    writes.delete('')
    await Promise.all([...writes].map(([sql, rows]) => this.#engine.write(sql, rows)))
  }

  forget(): void {
    this.#held.clear()
    this.#unread = []
    this.#changed = []
  }

  #statementFor({ key, row, stored, isRead }: Held): { readonly sql: string; readonly values: readonly Cell[] } {
    const { remove, upsert, columns } = this.#sql
    if (row === undefined) return isRead && stored === undefined ? nothing : { sql: remove, values: key }
    if (stored === undefined) return { sql: upsert, values: Object.values(row) }
    const changed = changesIn(row, stored, columns)
    if (changed.length === 0) return nothing
    return { sql: this.#sql.update(changed), values: [...changed.map((column) => row[column] ?? null), ...key] }
  }

  /** The table now has what was written. */
  #settle(held: Held): void {
    const { row, isRead, name } = held
    held.stored = row
    held.isChanged = false
    if (!isRead || row === undefined || this.table.isOver?.(row) === true) this.#held.delete(name)
  }
}

const nothing = { sql: '', values: [] } as const
