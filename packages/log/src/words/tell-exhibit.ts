// SPDX-License-Identifier: EUPL-1.2
import type { ShownEntry, VerifiedExhibit } from '../exhibit.ts'
import { printable } from './tell.ts'
import type { Words } from './words.ts'

const maxShownLines = 20

/** What a verified exhibit shows: its entries with what was handed over of them, and who pseudonyms are. */
export function tellExhibit(words: Words, { entries, names }: VerifiedExhibit, isWhole: boolean): string[] {
  const told = entries.flatMap((entry) => tellShown(words, entry, isWhole))
  if (names.size > 0) told.push('', words.names)
  for (const [pseudonym, subject] of names) told.push(`  ${pseudonym}  ${printable(subject)}`)
  return told
}

function tellShown(words: Words, { index, leaf, fields, unopened }: ShownEntry, isWhole: boolean): string[] {
  const { at, kind, data } = leaf
  const told = ['', words.shown(index, timeOf(at), printable(String(kind))), ...indented(linesOf(data))]
  for (const { name, value, parts } of fields) {
    const lines = linesOf(value)
    for (const [nth, part] of parts.entries()) {
      if (!('value' in part)) lines.push(words.pieceNotShown(nth + 1))
      else lines.push(words.piece(nth + 1), ...indented(linesOf(part.value)))
    }
    const shown = isWhole ? lines : lines.slice(0, maxShownLines)
    told.push(`  ${printable(name)}:`, ...indented(indented(shown)))
    if (shown.length < lines.length) told.push(`    ${words.moreLines(lines.length - shown.length)}`)
  }
  return unopened === 0 ? told : [...told, `  ${words.unopened(unopened)}`]
}

function timeOf(at: unknown): string {
  const time = new Date(typeof at === 'number' ? at : Number.NaN)
  return Number.isNaN(time.getTime()) ? '?' : time.toISOString()
}

const deepest = 40

/** A value as people read it: a name and what it holds on a line, texts with their own line breaks. */
function linesOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.split(/\r?\n/).map(printable)
  if (typeof value !== 'object' || value === null || depth > deepest) return [printable(JSON.stringify(value) ?? '')]
  return Object.entries(value).flatMap(([name, held]) => {
    const label = Array.isArray(value) ? '-' : `${printable(name)}:`
    const lines = linesOf(held, depth + 1)
    const fits = lines.length === 1 && (typeof held !== 'object' || held === null)
    return fits ? [`${label} ${lines[0]}`] : [label, ...indented(lines)]
  })
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
