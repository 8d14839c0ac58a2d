// SPDX-License-Identifier: EUPL-1.2
// What somebody recorded, as lines that nobody takes for the program's own: each begins with a mark, and none is so long that a
// terminal goes on with it at the beginning of the next line, where anything could be made to stand.
import { printable } from './tell.ts'

export const contentMark = '│'
/** Before what goes on from the line above it. */
const goesOn = '┊'

/** Of the narrowest terminal that is usual, less one, as some begin a new line after the last column. */
const width = 79

/** A value behind the mark, with so many spaces before it. */
export function* contentRows(value: unknown, indent: number): Generator<string> {
  const before = ' '.repeat(indent)
  for (const line of linesOf(value, 0)) {
    let mark = contentMark
    for (const row of rowsOf(line, width - indent - 2)) {
      yield `${before}${mark} ${row}`
      mark = goesOn
    }
  }
}

/** A text cut into rows of at most so many columns; one row of nothing for an empty one. */
export function rowsOf(text: string, columns: number): string[] {
  const rows: string[] = []
  let [from, at, taken] = [0, 0, 0]
  const shown = printable(text)
  for (const letter of shown) {
    // Han, Hangul, emoji and the like take two; a few others are counted as two that take less.
    const takes = letter.length > 1 || letter >= '\u1100' ? 2 : 1
    if (taken + takes > columns) {
      rows.push(shown.slice(from, at))
      ;[from, taken] = [at, 0]
    }
    at += letter.length
    taken += takes
  }
  rows.push(shown.slice(from))
  return rows
}

/** Further in than this, a value stands on one line. */
const deepest = 20

/** A value as people read it: a name and what it holds on a line, texts with their own line breaks. */
function* linesOf(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') yield* value.split(/\r?\n/)
  else if (!isHolder(value) || depth > deepest) yield JSON.stringify(value)
  else {
    for (const [name, held] of Object.entries(value)) {
      const label = Array.isArray(value) ? '-' : `${name}:`
      const fits = !isHolder(held) && !(typeof held === 'string' && /\n/.test(held))
      if (!fits) yield label
      for (const line of linesOf(held, depth + 1)) yield fits ? `${label} ${line}` : `  ${line}`
    }
  }
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
