// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Entry } from './entry.ts'
import { decodeLeaf } from './leaf.ts'
import type { Cell, Change, Projection, Row, RowKey, Table, Unnumbered } from './projection.ts'
import { asRow, type Store } from './store.ts'

/** The rows that one room's fold of an entry reads. */
export interface Asked {
  readonly projection: Projection
  readonly keys: readonly (RowKey & { readonly name: string })[]
}

const nothingAsked: readonly Asked[] = []

/**
 * The tables of all rooms, kept equal to the fold of the log. Owned by the sequencer. Rows are read once and changed in
 * memory; `write` puts what they came to into the tables. They are kept for the next transaction: whoever rolls one back,
 * or sees that another process added to the log, has them forgotten.
 */
export class Projections {
  readonly #projections: readonly Projection[]
  readonly #takers: ReadonlyMap<string, readonly Projection[]>
  readonly #tables: ReadonlyMap<string, Statements>
  readonly #store: Store
  /** What was read or changed, by table and key. */
  readonly #rows = new Map<string, Held>()
  /** Of those, what is not in the tables yet. */
  readonly #changed = new Set<string>()

  constructor(store: Store, projections: readonly Projection[]) {
    this.#store = store
    this.#projections = projections
    this.#takers = takersOf(projections)
    this.#tables = new Map(
      projections.flatMap(({ tables }) => tables.map((table) => [table.name, statementsOf(table)] as const)),
    )
  }

  /** Makes the tables; a room whose tables changed shape since they were made is rebuilt from the log. */
  async prepare(size: number): Promise<void> {
    const stored = await this.#store.engine.all('SELECT room, shape FROM shapes')
    const shapes = new Map(stored.map(({ room, shape }) => [room, shape]))
    const stale = this.#projections.filter((projection) => shapes.get(projection.room) !== shapeOf(projection))
    if (stale.length === 0) return
    for (const projection of stale) await this.#make(projection)
    const takers = takersOf(stale)
    for await (const { index, leaf } of this.#store.leaves(0, size)) {
      const entry = decodeLeaf(index, leaf)
      const asked = ask(takers.get(entry.kind), entry)
      await this.load(asked)
      this.apply(this.fold(entry, asked))
      if (this.#rows.size > rowsInMemory) await this.write()
    }
    await this.write()
    this.forget()
  }

  /** Whether a room folds entries of that kind. */
  takes(kind: string): boolean {
    return this.#takers.has(kind)
  }

  /** The rows that an entry's folds read; `load` them before it folds. */
  needs(entry: Unnumbered): readonly Asked[] {
    return ask(this.#takers.get(entry.kind), entry)
  }

  isLoaded(asked: readonly Asked[]): boolean {
    return asked.every(({ keys }) => keys.every(({ name }) => this.#rows.has(name)))
  }

  /** Reads ahead what folds will ask for, in as few turns as there are tables. */
  async load(asked: readonly Asked[]): Promise<void> {
    const missing = new Map<string, RowKey>()
    for (const { keys } of asked) for (const key of keys) if (!this.#rows.has(key.name)) missing.set(key.name, key)
    if (missing.size === 0) return
    const byTable = Map.groupBy(missing, ([, { table }]) => table)
    const reads = [...byTable].map(async ([table, wanted]) => {
      const { select } = this.#statements(table)
      const found = await this.#store.engine.each(
        select,
        wanted.map(([, { key }]) => key),
      )
      for (const [at, [name, { key }]] of wanted.entries()) {
        const [row] = found[at] ?? []
        this.#rows.set(name, { table, key, row: row === undefined ? undefined : asRow(row) })
      }
    })
    await Promise.all(reads)
  }

  /** What the entry changes in every room. Throws `Conflict` before anything is changed. */
  fold(entry: Entry, asked: readonly Asked[]): readonly Change[] {
    return asked.flatMap(({ projection, keys }) =>
      projection.apply(entry, (table, ...key) => {
        const name = nameOf(table, key)
        return keys.some((one) => one.name === name) ? this.#rows.get(name)?.row : undefined
      }),
    )
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      if ('put' in change) {
        const { columns, table } = this.#statements(change.put)
        const row = wholeRow(change.row, columns)
        const key = table.key.map((column) => row[column] ?? null)
        this.#set({ table: table.name, key, row })
      } else {
        this.#set({ table: change.delete, key: change.key, row: undefined })
      }
    }
  }

  /** Puts what changed into the tables, each row once. */
  async write(): Promise<void> {
    if (this.#changed.size === 0) return
    const changed = [...this.#changed].flatMap((name) => this.#rows.get(name) ?? [])
    const writes = [...Map.groupBy(changed, ({ table }) => table)].flatMap(([table, held]) => {
      const { upsert, remove, columns } = this.#statements(table)
      const kept = held.flatMap(({ row }) => (row === undefined ? [] : [columns.map((column) => row[column] ?? null)]))
      const gone = held.flatMap(({ row, key }) => (row === undefined ? [key] : []))
      return [this.#store.engine.each(upsert, kept), this.#store.engine.each(remove, gone)]
    })
    await Promise.all(writes)
    this.#changed.clear()
    if (this.#rows.size > rowsInMemory) this.forget()
  }

  /** The next transaction reads anew. */
  forget(): void {
    this.#rows.clear()
    this.#changed.clear()
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

  #set(held: Held): void {
    const name = nameOf(held.table, held.key)
    this.#rows.set(name, held)
    this.#changed.add(name)
  }

  #statements(table: string): Statements {
    const statements = this.#tables.get(table)
    if (statements === undefined) throw new TypeError(`no room declares the table ${table}`)
    return statements
  }

  async #make(projection: Projection): Promise<void> {
    for (const table of projection.tables) {
      await this.#store.engine.define(`DROP TABLE IF EXISTS ${table.name}; ${definitionOf(table)}`)
    }
    await this.#store.engine.run(
      'INSERT INTO shapes (room, shape) VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET shape = excluded.shape',
      projection.room,
      shapeOf(projection),
    )
  }
}

/** More than the calls under way need; a rebuild writes what it folded before it holds too much of it. */
const rowsInMemory = 10_000

/** A row as the next fold sees it. */
interface Held {
  readonly table: string
  readonly key: readonly Cell[]
  readonly row: Row | undefined
}

interface Statements {
  readonly table: Table
  readonly columns: readonly string[]
  readonly select: string
  readonly upsert: string
  readonly remove: string
}

function statementsOf(table: Table): Statements {
  const columns = Object.keys(table.columns)
  const where = table.key.map((column, at) => `${column} = $${at + 1}`).join(' AND ')
  const others = columns.filter((column) => !table.key.includes(column))
  const update = others.map((column) => `${column} = excluded.${column}`).join(', ')
  const places = columns.map((_, at) => `$${at + 1}`).join(', ')
  return {
    table,
    columns,
    select: `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${where}`,
    upsert: `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${places})
      ON CONFLICT (${table.key.join(', ')}) DO ${update === '' ? 'NOTHING' : `UPDATE SET ${update}`}`,
    remove: `DELETE FROM ${table.name} WHERE ${where}`,
  }
}

function definitionOf(table: Table): string {
  const columns = Object.entries(table.columns).map(
    ([column, type]) => `${column} ${type}${table.key.includes(column) ? ' NOT NULL' : ''}`,
  )
  const indexes = (table.indexes ?? []).map(
    (index) => `CREATE INDEX ${table.name}_${index.join('_')} ON ${table.name} (${index.join(', ')});`,
  )
  return `CREATE TABLE ${table.name} (${columns.join(', ')}, PRIMARY KEY (${table.key.join(', ')})); ${indexes.join(' ')}`
}

/** Changes with the tables' definitions; a fold that changes its meaning gives its room's tables a new column or name. */
function shapeOf({ tables }: Projection): string {
  return createHash('sha256').update(tables.map(definitionOf).join('\n')).digest('hex')
}

/** The rooms that fold each kind, in the order in which they are listed. */
function takersOf(projections: readonly Projection[]): ReadonlyMap<string, readonly Projection[]> {
  const kinds = new Set(projections.flatMap(({ kinds }) => kinds))
  return new Map([...kinds].map((kind) => [kind, projections.filter(({ kinds }) => kinds.includes(kind))]))
}

function ask(takers: readonly Projection[] | undefined, entry: Unnumbered): readonly Asked[] {
  if (takers === undefined) return nothingAsked
  return takers.map((projection) => {
    const keys = projection.needs(entry).map(({ table, key }) => ({ table, key, name: nameOf(table, key) }))
    return { projection, keys }
  })
}

/** As it will be read from its table: just the columns, with null for what the fold left out. */
function wholeRow(row: Row, columns: readonly string[]): Row {
  if (Object.keys(row).length === columns.length && columns.every((column) => row[column] !== undefined)) return row
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
}

/** One name per row: a text stands with its length, so that what a caller puts in it makes no other row's name. */
function nameOf(table: string, key: readonly Cell[]): string {
  let name = table
  for (const cell of key) name += typeof cell === 'string' ? ` ${cell.length}:${cell}` : ` ${cell}`
  return name
}
