// SPDX-License-Identifier: EUPL-1.2
import type { Entry } from '../entry.ts'

export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

/** A table that is a fold of the log. There are no migrations: a table whose shape changed is rebuilt. */
export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, 'TEXT' | 'BIGINT'>>
  readonly key: readonly string[]
  readonly indexes?: readonly (readonly string[] | PartialIndex)[]
  /** Whether later entries hardly ever ask for this row. It is then not kept in memory, and read again if one does. */
  readonly isOver?: (row: Row) => boolean
}

/** An index of the rows for which the condition holds; a query with the same condition may use it. */
interface PartialIndex {
  readonly on: readonly string[]
  readonly where: string
}

export interface RowKey {
  readonly table: string
  readonly key: readonly Cell[]
}

export type Change =
  | { readonly put: string; readonly row: Row }
  | { readonly delete: string; readonly key: readonly Cell[] }

/** An entry whose number in its series is not known yet; no row that a fold reads may depend on that. */
export type Unnumbered = Omit<Entry, 'series' | 'number'>

/** The rows that `needs` asked for, as they stood before the entry. */
export type Rows = (table: string, ...key: readonly Cell[]) => Row | undefined

/**
 * A room's state as a pure fold: entry in, rows out (P12). It gets the entries whose kind it names. `needs` names the
 * rows that `apply` reads, so that every engine can fetch them in its own way. `apply` throws `Conflict` to refuse an
 * entry that can't follow. It runs where the order of the log is made, so what it refuses never becomes an entry.
 */
export interface Projection {
  readonly room: string
  readonly tables: readonly Table[]
  readonly kinds: readonly string[]
  needs(entry: Unnumbered): readonly RowKey[]
  apply(entry: Entry, rows: Rows): readonly Change[]
}

/** The text of a column that the room's own tables declare; a missing one is a defect of the room. */
export function text(row: Row, column: string): string {
  const cell = row[column]
  if (typeof cell !== 'string') throw new TypeError(`column ${column} is no text`)
  return cell
}

export function integer(row: Row, column: string): number {
  const cell = row[column]
  if (typeof cell !== 'number') throw new TypeError(`column ${column} is no number`)
  return cell
}
