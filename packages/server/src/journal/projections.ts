// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Entry } from './entry.ts'
import { decodeLeaf } from './leaf.ts'
import type { Cell, Change, Projection, Row, Table } from './projection.ts'
import { asRow, type Store } from './store.ts'

/**
 * The tables of all rooms, kept equal to the fold of the log. Owned by the sequencer; `apply` runs inside the
 * transaction that adds the entry.
 */
export class Projections {
  readonly #projections: readonly Projection[]
  readonly #tables: ReadonlyMap<string, Statements>
  readonly #store: Store

  constructor(store: Store, projections: readonly Projection[]) {
    this.#store = store
    this.#projections = projections
    this.#tables = new Map(
      projections.flatMap(({ tables }) => tables.map((table) => [table.name, statementsOf(table)] as const)),
    )
  }

  /** Makes the tables; a room whose tables changed shape since they were made is rebuilt from the log. */
  prepare(): void {
    const stale = this.#projections.filter((projection) => this.#shapeStored(projection) !== shapeOf(projection))
    if (stale.length === 0) return
    this.#store.transaction(() => {
      for (const projection of stale) this.#make(projection)
      for (const { index, leaf } of this.#store.leaves()) {
        const entry = decodeLeaf(index, leaf)
        for (const projection of stale) this.#change(this.#changes(projection, entry))
      }
    })
  }

  /** What the entry changes in every room. Throws `Conflict` before anything is written. */
  fold(entry: Entry): readonly Change[] {
    return this.#projections.flatMap((projection) => this.#changes(projection, entry))
  }

  apply(changes: readonly Change[]): void {
    this.#change(changes)
  }

  /** Every row of every projection in one canonical order: equal states have equal dumps (P12). */
  *dump(): Generator<string> {
    for (const [name, { table }] of [...this.#tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const order = table.key.join(', ')
      for (const row of this.#store.database.prepare(`SELECT * FROM ${name} ORDER BY ${order}`).iterate()) {
        yield canonicalJson([name, asRow(row)])
      }
    }
  }

  #changes(projection: Projection, entry: Entry): readonly Change[] {
    const rows = new Map<string, Row>()
    for (const { table, key } of projection.needs(entry)) {
      const row = this.#store.row(this.#statements(table).select, key)
      if (row !== undefined) rows.set(nameOf(table, key), row)
    }
    return projection.apply(entry, (table, ...key) => rows.get(nameOf(table, key)))
  }

  #change(changes: readonly Change[]): void {
    for (const change of changes) {
      if ('put' in change) {
        const { upsert, columns } = this.#statements(change.put)
        this.#store.run(upsert, ...columns.map((column) => change.row[column] ?? null))
      } else {
        this.#store.run(this.#statements(change.delete).remove, ...change.key)
      }
    }
  }

  #statements(table: string): Statements {
    const statements = this.#tables.get(table)
    if (statements === undefined) throw new TypeError(`no room declares the table ${table}`)
    return statements
  }

  #make(projection: Projection): void {
    for (const table of projection.tables) {
      this.#store.database.exec(`DROP TABLE IF EXISTS ${table.name}; ${definitionOf(table)}`)
    }
    this.#store.run(
      'INSERT INTO shapes (room, shape) VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET shape = excluded.shape',
      projection.room,
      shapeOf(projection),
    )
  }

  #shapeStored({ room }: Projection): unknown {
    return this.#store.get('SELECT shape FROM shapes WHERE room = $1', room)?.shape
  }
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

function nameOf(table: string, key: readonly Cell[]): string {
  return JSON.stringify([table, ...key])
}
