// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import type { Entry } from '../entry.ts'
import { decodeLeaf } from '../leaf.ts'
import { allRooms, asRow, type Store } from '../store.ts'
import { Asked } from './asked.ts'
import type { Change, Projection, Row, Table, Unnumbered } from './projection.ts'
import { type Held, TableRows } from './table-rows.ts'
import { definitionOf, keyOf } from './table-sql.ts'
import { toldRemaking } from './told-remaking.ts'

/** One row as an entry changes it. */
export interface Changed {
  readonly held: Held
  readonly row: Row | undefined
}

const nothingAsked: readonly Asked[] = []

/**
 * The tables of all rooms, kept equal to the fold of the log. Owned by the sequencer. Rows are read once and changed in
 * memory; `write` puts the final rows into the tables. They are kept for the next transaction. Whoever rolls one back,
 * or sees that another process added to the log, must call `forget`.
 */
export class Projections {
  readonly #projections: readonly Projection[]
  readonly #takers: ReadonlyMap<string, readonly Projection[]>
  readonly #tables: ReadonlyMap<string, TableRows>
  readonly #store: Store
  /** The same for all processes that share the log. */
  readonly shape: string
  /** Whether all that folds asked for is read. */
  #isLoaded = true

  constructor(store: Store, projections: readonly Projection[]) {
    this.#store = store
    this.#projections = projections
    this.shape = shapeOf(projections)
    this.#takers = takersOf(projections)
    this.#tables = new Map(
      projections.flatMap(({ tables }) => tables.map((table) => [table.name, new TableRows(table, store.engine)])),
    )
  }

  /**
   * Makes the tables. A room whose tables changed shape since they were made is rebuilt from the log. `mayChange`
   * throws while other processes fold into the tables as they were.
   */
  async prepare(size: number, mayChange: () => Promise<void>): Promise<void> {
    const stored = await this.#store.engine.all('SELECT room, shape FROM shapes')
    const shapes = new Map(stored.map(({ room, shape }) => [room, shape]))
    const rooms = [...Map.groupBy(this.#projections, ({ room }) => room)]
    const changed = rooms.filter(([room, all]) => shapes.get(room) !== shapeOfTables(all))
    if (changed.length === 0 && shapes.get(allRooms) === this.shape) return
    await mayChange()
    for (const [room, all] of changed) await this.#make(room, all)
    await this.#keepShape(allRooms, this.shape)
    if (changed.length === 0) return
    const stale = changed.flatMap(([, all]) => all)
    const takers = takersOf(stale)
    const tell = toldRemaking(size)
    for await (const { index, leaf } of this.#store.leaves(0, size)) {
      const entry = decodeLeaf(index, leaf)
      const asked = this.#ask(takers.get(entry.kind), entry)
      if (!this.isLoaded) await this.load()
      this.apply(this.fold(entry, asked))
      if (this.#size > rowsInMemory) await this.write()
      tell(index + 1)
    }
    await this.write()
    this.forget()
  }

  /** Whether a room folds entries of that kind. */
  takes(kind: string): boolean {
    return this.#takers.has(kind)
  }

  /** The rows that an entry's folds read; `load` before it folds. */
  needs(entry: Unnumbered): readonly Asked[] {
    return this.#ask(this.#takers.get(entry.kind), entry)
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }

  /** Reads all rows that folds asked for, in as few round trips as there are tables. */
  async load(): Promise<void> {
    if (this.#isLoaded) return
    this.#isLoaded = true
    const unread = [...this.#tables.values()].filter((table) => !table.isRead)
    await Promise.all(unread.map((table) => table.load()))
  }

  /** What the entry changes in every room. Throws `Conflict` before anything is changed. */
  fold(entry: Entry, asked: readonly Asked[]): readonly Changed[] {
    const changed: Changed[] = []
    for (const one of asked) {
      const changes = one.projection.apply(entry, (table, ...key) => one.find(table, key)?.row)
      for (const change of changes) changed.push(this.#changed(change, one))
    }
    return changed
  }

  apply(changed: readonly Changed[]): void {
    for (const { held, row } of changed) held.owner.change(held, row)
  }

  /** Puts what changed into the tables. */
  async write(): Promise<void> {
    const writes: Promise<void>[] = []
    for (const table of this.#tables.values()) if (table.isChanged) writes.push(table.write())
    await Promise.all(writes)
    if (this.#size > rowsInMemory) this.forget()
  }

  /** The next transaction reads again. */
  forget(): void {
    this.#isLoaded = true
    for (const table of this.#tables.values()) table.forget()
  }

  /** Every row of every projection in one canonical order: equal states have equal dumps (P12). */
  async dump(): Promise<string> {
    const lines: string[] = []
    for (const [name, { table }] of [...this.#tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const rows = await this.#store.engine.all(`SELECT * FROM ${name} ORDER BY ${table.key.join(', ')}`)
      for (const row of rows) lines.push(canonicalJson([name, asRow(row)]))
    }
    return lines.join('\n')
  }

  get #size(): number {
    let size = 0
    for (const table of this.#tables.values()) size += table.size
    return size
  }

  #ask(takers: readonly Projection[] | undefined, entry: Unnumbered): readonly Asked[] {
    if (takers === undefined) return nothingAsked
    const asked: Asked[] = []
    for (const projection of takers) {
      const rows: Held[] = []
      for (const { table, key } of projection.needs(entry)) {
        const held = this.#table(table).ask(key)
        if (!held.isRead) this.#isLoaded = false
        rows.push(held)
      }
      asked.push(new Asked(projection, rows))
    }
    return asked
  }

  /** A fold asked for most rows that it changes, and those are found without their name. */
  #changed(change: Change, asked: Asked): Changed {
    const name = 'put' in change ? change.put : change.delete
    const table = this.#table(name)
    const key = 'put' in change ? keyOf(change.row, table.table) : change.key
    const held = asked.find(name, key) ?? table.hold(key)
    return { held, row: 'put' in change ? table.whole(change.row) : undefined }
  }

  #table(name: string): TableRows {
    const table = this.#tables.get(name)
    if (table === undefined) throw new TypeError(`no room declares the table ${name}`)
    return table
  }

  async #make(room: string, projections: readonly Projection[]): Promise<void> {
    for (const table of tablesOf(projections)) {
      await this.#store.engine.define(`DROP TABLE IF EXISTS ${table.name}; ${definitionOf(table)}`)
    }
    await this.#keepShape(room, shapeOfTables(projections))
  }

  async #keepShape(room: string, shape: string): Promise<void> {
    const sql =
      'INSERT INTO shapes (room, shape) VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET shape = excluded.shape'
    await this.#store.engine.run(sql, room, shape)
  }
}

/** More than the calls under way need; a rebuild writes its rows before it holds too many. */
const rowsInMemory = 10_000

/**
 * Changes with the definitions of a room's tables. If the meaning of a fold changes, a column or table must get a new
 * name.
 */
function shapeOfTables(projections: readonly Projection[]): string {
  return hashOf(tablesOf(projections).map(definitionOf))
}

/** Changes with any table of any room, and with the kinds of entries that are folded into it. */
export function shapeOf(projections: readonly Projection[]): string {
  return hashOf(projections.flatMap((one) => [one.room, ...one.kinds, shapeOfTables([one])]))
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function tablesOf(projections: readonly Projection[]): readonly Table[] {
  return projections.flatMap(({ tables }) => tables)
}

/** The rooms that fold each kind, in the order in which they are listed. */
function takersOf(projections: readonly Projection[]): ReadonlyMap<string, readonly Projection[]> {
  const kinds = new Set(projections.flatMap(({ kinds }) => kinds))
  return new Map([...kinds].map((kind) => [kind, projections.filter(({ kinds }) => kinds.includes(kind))]))
}
