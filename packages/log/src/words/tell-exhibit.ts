// SPDX-License-Identifier: EUPL-1.2
import type { ShownEntry, ShownField, ShownPiece, VerifiedExhibit } from '../exhibit.ts'
import { contentMark, contentRows, rowsOf } from './content.ts'
import type { Words } from './words.ts'

/** Of what was handed over of one field, unless all is asked for. */
const maxShownRows = 20

/** What a verified exhibit shows: its entries with what was handed over of them, and who pseudonyms are. */
export function* tellExhibit(words: Words, { entries, names }: VerifiedExhibit, isWhole: boolean): Generator<string> {
  yield ''
  yield words.marked(contentMark)
  for (const entry of entries) yield* tellShown(words, entry, isWhole)
  if (names.size > 0) yield* ['', words.names]
  for (const [pseudonym, subject] of names) {
    const [first = '', ...more] = rowsOf(subject, widthOfName)
    yield `  ${pseudonym}  ${first}`
    for (const row of more) yield `    ${contentMark} ${row}`
  }
  yield ''
}

/** Beside a pseudonym and what stands around it, on a line of eighty. */
const widthOfName = 40

function* tellShown(words: Words, entry: ShownEntry, isWhole: boolean): Generator<string> {
  const { index, atMs, kind, data, fields, unopened } = entry
  yield* ['', words.shown(index, timeOf(atMs), kind)]
  yield* contentRows(data, 2)
  const met = new Map<ShownPiece, string>()
  for (const field of fields) {
    yield `  ${field.name}:`
    let rows = 0
    for (const row of tellField(words, field, met)) if (rows++ < maxShownRows || isWhole) yield row
    if (rows > maxShownRows && !isWhole) yield `    ${words.moreLines(rows - maxShownRows)}`
  }
  if (unopened > 0) yield `  ${words.unopened(unopened)}`
}

/** A piece that recurs is shown once: a field may name one as often as it likes. */
function* tellField(words: Words, { name, value, parts }: ShownField, met: Map<ShownPiece, string>): Generator<string> {
  yield* contentRows(value, 4)
  for (const [at, part] of parts.entries()) {
    const nth = at + 1
    const again = met.get(part)
    if (!('value' in part)) yield `    ${words.pieceNotShown(nth)}`
    else if (again !== undefined) yield `    ${words.piece(nth)} ${again}`
    else {
      met.set(part, words.pieceAgain(name, nth))
      yield `    ${words.piece(nth)}`
      yield* contentRows(part.value, 6)
    }
  }
}

function timeOf(atMs: number): string {
  const time = new Date(atMs)
  return Number.isNaN(time.getTime()) ? '?' : time.toISOString()
}
