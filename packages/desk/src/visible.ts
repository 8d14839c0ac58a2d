// SPDX-License-Identifier: EUPL-1.2
// An agent would like the reviewer to see something else than the recipient gets: text that runs the other way, letters
// of no width, a screen of empty lines before the last sentence. Here nothing stays unseen.

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unseen'; readonly text: string }
  | { readonly kind: 'blank-lines'; readonly count: number }

// Controls but tab and line feed, format and direction characters, separators, private use, unassigned, lone
// surrogates, and what is drawn as nothing; the variation selector of emoji is left alone.
const unseen =
  /((?:(?!\ufe0f|[\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800])+)/u
const blankLines = /(\n(?:[^\S\n]*\n){4,})/

const maxMarks = 1000

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Names a row of unseen characters: the first three, and how many there are. */
function nameOf(characters: string): string {
  const all = Array.from(characters)
  const codes = all.slice(0, 3).map(codeOf).join(' ')
  return all.length > 3 ? `⟨${codes} … ${all.length}⟩` : `⟨${codes}⟩`
}

/** The text in parts to draw; beyond a thousand marks they stand in the text itself. Time is linear in its length. */
export function visibleParts(text: string): readonly Part[] {
  const parts: Part[] = []
  const plain = text.replaceAll('\r\n', '\n')
  for (const [at, piece] of plain.split(blankLines).entries()) {
    if (at % 2 === 1) {
      parts.push({ kind: 'blank-lines', count: piece.split('\n').length - 2 })
      continue
    }
    for (const [index, run] of piece.split(unseen).entries()) {
      if (run === '') continue
      const last = parts.at(-1)
      if (parts.length > maxMarks && last !== undefined && last.kind === 'text') {
        parts[parts.length - 1] = { kind: 'text', text: last.text + (index % 2 === 1 ? nameOf(run) : run) }
      } else {
        parts.push(index % 2 === 1 ? { kind: 'unseen', text: nameOf(run) } : { kind: 'text', text: run })
      }
    }
  }
  return parts
}

/** What somebody who has the text in a field does not see in it. */
export const unseenIn = (text: string): readonly Exclude<Part, { kind: 'text' }>[] =>
  visibleParts(text).filter((part) => part.kind !== 'text')

/** JSON of the same value in which what would stay unseen is escaped. */
export const visibleJson = (json: string): string =>
  json
    .split(unseen)
    .map((piece, index) => (index % 2 === 1 ? escaped(piece) : piece))
    .join('')

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** The same for one line: a subject, an address, the name of a file. */
export const visibleLine = (text: string): string =>
  text
    .split(unseen)
    .map((piece, index) => (index % 2 === 1 ? nameOf(piece) : piece))
    .join('')
    .replaceAll('\n', '⏎')
