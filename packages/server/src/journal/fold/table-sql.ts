// SPDX-License-Identifier: EUPL-1.2
// The SQL of a projection's table, and its rows as plain values: the same for both engines.
import type { Cell, Row, Table } from './projection.ts'

export interface Statements {
  readonly columns: readonly string[]
  readonly select: string
  readonly upsert: string
  readonly remove: string
  /** Sets these columns of one row; its key comes after their values. */
  update(changed: readonly string[]): string
}

export function statementsOf(table: Table): Statements {
  const columns = Object.keys(table.columns)
  const others = columns.filter((column) => !table.key.includes(column))
  const replaced = others.map((column) => `${column} = excluded.${column}`).join(', ')
  const updates = new Map<string, string>()
  return {
    columns,
    select: `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${isRow(table, 1)}`,
    upsert: `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})
      ON CONFLICT (${table.key.join(', ')}) DO ${replaced === '' ? 'NOTHING' : `UPDATE SET ${replaced}`}`,
    remove: `DELETE FROM ${table.name} WHERE ${isRow(table, 1)}`,
    update: (changed) => {
      const name = changed.join()
      const known = updates.get(name)
      if (known !== undefined) return known
      const set = changed.map((column, at) => `${column} = $${at + 1}`).join(', ')
      const sql = `UPDATE ${table.name} SET ${set} WHERE ${isRow(table, changed.length + 1)}`
      updates.set(name, sql)
      return sql
    },
  }
}

function isRow({ key }: Table, from: number): string {
  return key.map((column, at) => `${column} = $${from + at}`).join(' AND ')
}

export function definitionOf(table: Table): string {
  const columns = Object.entries(table.columns).map(
    ([column, type]) => `${column} ${type}${table.key.includes(column) ? ' NOT NULL' : ''}`,
  )
  const indexes = (table.indexes ?? []).map((index) => {
    const { on, where } = 'where' in index ? index : { on: index, where: undefined }
    const only = where === undefined ? '' : ` WHERE ${where}`
    return `CREATE INDEX ${table.name}_${on.join('_')} ON ${table.name} (${on.join(', ')})${only};`
  })
  return `CREATE TABLE ${table.name} (${columns.join(', ')}, PRIMARY KEY (${table.key.join(', ')})); ${indexes.join(' ')}`
}

export function keyOf(row: Row, { key }: Table): readonly Cell[] {
  return key.map((column) => row[column] ?? null)
}

/** The row with exactly the columns of its table, in their order, and null for those that it lacks. */
export function wholeRow(row: Row, columns: readonly string[]): Row {
  return isWhole(row, columns) ? row : Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
}

function isWhole(row: Row, columns: readonly string[]): boolean {
  let at = 0
  for (const column in row) if (column !== columns[at++] || row[column] === undefined) return false
  return at === columns.length
}

/** The columns in which a whole row has changed. */
export function changesIn(row: Row, before: Row, columns: readonly string[]): readonly string[] {
  const [cells, were] = [Object.values(row), Object.values(before)]
  return columns.filter((_, at) => cells[at] !== were[at])
}

/**
 * One name per key of a table: a text stands with its length, so that nothing a caller puts in it names another row.
 */
export function nameOf(key: readonly Cell[]): string {
  const only = key[0]
  if (key.length === 1 && typeof only === 'string') return only
  let name = ''
  for (const cell of key) name += typeof cell === 'string' ? `${cell.length}:${cell} ` : `${cell} `
  return name
}

export function isSame(one: readonly Cell[], other: readonly Cell[]): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return one.length === other.length
}
