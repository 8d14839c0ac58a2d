// SPDX-License-Identifier: EUPL-1.2
import { parse } from 'csv-parse/sync'

/** A row by its columns' names, lower-case. */
export type Row = ReadonlyMap<string, string>

const maxCharacters = 2_000_000
const maxRows = 20_000

/** Reads a CSV text with a header line, separated by `;`, `,` or tab; a text that is none gives no rows. */
export function readRows(text: string): readonly Row[] {
  if (text.length > maxCharacters) return []
  try {
    const [header = [], ...lines] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      to: maxRows,
    })
    const names = header.map((name) => name.toLowerCase())
    return lines.map((fields) => new Map(names.map((name, index) => [name, fields[index] ?? ''])))
  } catch {
    return []
  }
}

function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 10_000).split('\n', 1)[0] ?? ''
  const count = (delimiter: string) => firstLine.split(delimiter).length
  return [';', ',', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best))
}

/** The first of a row's columns with one of these names, tried in order; empty without one. */
export function field(row: Row, names: readonly string[]): string {
  const name = names.find((candidate) => row.has(candidate))
  return name === undefined ? '' : (row.get(name) ?? '')
}
