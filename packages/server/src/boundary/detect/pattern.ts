// SPDX-License-Identifier: EUPL-1.2
import { BoundaryError } from '../errors.ts'
import { isAlphanumeric, isWord } from '../text/characters.ts'
import type { Window } from './window.ts'

// An organisation's own patterns are a small language that can't be slow: characters and classes with a bounded count,
// where what follows an open count can't be taken for more of it. So there is never a second way to match, nothing to
// come back to, and a text costs at most `MAX_PATTERN_LENGTH` steps per word and pattern.

/** The most characters a pattern may match. */
const MAX_PATTERN_LENGTH = 64

type Part = { readonly accepts: Uint8Array; readonly fewest: number; readonly most: number }

export type Pattern = { readonly parts: readonly Part[]; readonly firstCharacters: Uint8Array }

/**
 * Reads a pattern: literal characters (`KL-`), `\d`, classes (`[A-Z0-9]`), `\` before a sign, each with `?`, `{n}` or
 * `{n,m}` behind it. It must begin and end with letters or digits and is matched against whole words, with case. Throws
 * `bad-pattern` with the reason.
 */
export function readPattern(source: string): Pattern {
  const parts: Part[] = []
  let at = 0
  while (at < source.length) {
    const atom = readAtom(source, at)
    const count = readCount(source, atom.end)
    parts.push({ accepts: atom.accepts, ...count })
    at = count.end
  }
  refuseUnsafe(source, parts)
  return { parts, firstCharacters: union(parts.slice(0, 1 + parts.findIndex((part) => part.fewest > 0))) }
}

/** The most characters that a match has. */
export function longestOf({ parts }: Pick<Pattern, 'parts'>): number {
  return parts.reduce((sum, { most }) => sum + most, 0)
}

/** The index behind a match that begins at `start`, or -1. */
export function matchEnd(pattern: Pattern, window: Window, start: number): number {
  let at = start
  for (const { accepts, fewest, most } of pattern.parts) {
    let count = 0
    while (count < most && accepts[window.at(at)] === 1) {
      at++
      count++
    }
    if (count < fewest) return -1
  }
  return isWord(window.at(at)) ? -1 : at
}

function fail(source: string, nl: string, en: string): never {
  const message = {
    nl: `het patroon ${JSON.stringify(source)} ${nl}`,
    en: `the pattern ${JSON.stringify(source)} ${en}`,
  }
  throw new BoundaryError('bad-pattern', message.en, [{ file: 'detectors.yaml', message }])
}

function readAtom(source: string, at: number): { accepts: Uint8Array; end: number } {
  const accepts = new Uint8Array(128)
  const character = source.charAt(at)
  if (character === '[') return readClass(source, at, accepts)
  if (character === '\\') {
    const escaped = source.charAt(at + 1)
    if (escaped === 'd') accepts.fill(1, 48, 58)
    else if (escaped === '' || isAlphanumeric(escaped.charCodeAt(0))) {
      fail(
        source,
        `heeft \\${escaped}, dat niets betekent; na \\ komt een d of een leesteken`,
        `has \\${escaped}, which means nothing; after \\ comes a d or a sign`,
      )
    } else accept(source, accepts, escaped, escaped)
    return { accepts, end: at + 2 }
  }
  if ('(){}*+?|^$.]'.includes(character)) {
    fail(
      source,
      `gebruikt ${character}, wat hier niet kan; zet er \\ voor als u het teken zelf bedoelt, en schrijf een aantal als {1,5}`,
      `uses ${character}, which is outside the safe subset; put \\ before it if you mean the sign itself, and write a count as {1,5}`,
    )
  }
  accept(source, accepts, character, character)
  return { accepts, end: at + 1 }
}

function readClass(source: string, at: number, accepts: Uint8Array): { accepts: Uint8Array; end: number } {
  const end = source.indexOf(']', at)
  const body = source.slice(at + 1, end)
  if (end === -1 || body === '' || body.startsWith('^') || /[[\\]/.test(body))
    fail(
      source,
      'heeft iets tussen [ en ] wat hier niet kan; gebruik letters en cijfers, zoals [A-Z0-9]',
      'has a class outside the safe subset; use letters and digits, as in [A-Z0-9]',
    )
  for (let index = 0; index < body.length; index++) {
    const first = body.charAt(index)
    const range = body.charAt(index + 1) === '-' && index + 2 < body.length
    accept(source, accepts, first, range ? body.charAt(index + 2) : first)
    if (range) index += 2
  }
  return { accepts, end: end + 1 }
}

function accept(source: string, accepts: Uint8Array, first: string, last: string): void {
  const from = first.charCodeAt(0)
  const to = last.charCodeAt(0)
  if (to > 126 || from < 32 || to < from) {
    fail(
      source,
      'mag alleen gewone tekens hebben (zonder accenten) en reeksen die oplopen, zoals A-Z',
      'may hold printable ASCII characters and ascending ranges only, as in A-Z',
    )
  }
  accepts.fill(1, from, to + 1)
}

function readCount(source: string, at: number): { fewest: number; most: number; end: number } {
  if (source.charAt(at) === '?') return { fewest: 0, most: 1, end: at + 1 }
  const match = /^\{(\d{1,2})(?:,(\d{1,2}))?\}/.exec(source.slice(at, at + 7))
  if (match === null) return { fewest: 1, most: 1, end: at }
  const fewest = Number(match[1])
  return { fewest, most: Number(match[2] ?? match[1]), end: at + match[0].length }
}

function refuseUnsafe(source: string, parts: readonly Part[]): void {
  if (parts.every((part) => part.fewest === 0)) {
    fail(
      source,
      'kan ook niets vinden; laat minstens één teken verplicht zijn',
      'may match nothing; require a character',
    )
  }
  if (longestOf({ parts }) > MAX_PATTERN_LENGTH) {
    fail(
      source,
      `kan meer dan ${MAX_PATTERN_LENGTH} tekens vinden; maak het korter`,
      `may match more than ${MAX_PATTERN_LENGTH} characters; make it shorter`,
    )
  }
  for (const [index, part] of parts.entries()) {
    if (part.most < part.fewest || part.most === 0) {
      fail(
        source,
        'heeft een aantal dat niets vindt; schrijf {2,4} met het kleinste getal eerst',
        'has a count that matches nothing; write {2,4} with the smallest first',
      )
    }
    if (part.most === part.fewest) continue
    const rest = parts.slice(index + 1)
    const following = union(rest.slice(0, 1 + rest.findIndex((next) => next.fewest > 0) || rest.length))
    if (part.accepts.some((accepted, code) => accepted === 1 && following[code] === 1)) {
      fail(
        source,
        'heeft een aantal dat niet vaststaat, gevolgd door dezelfde tekens; zet een vast aantal of een ander teken ertussen',
        'has an open count whose characters may also be those of the next part; use a fixed count or another sign between',
      )
    }
  }
  const lastRequired = parts.findLastIndex((part) => part.fewest > 0)
  const edges = [...parts.slice(0, 1 + parts.findIndex((part) => part.fewest > 0)), ...parts.slice(lastRequired)]
  for (const edge of edges) {
    if (edge.accepts.some((accepted, code) => accepted === 1 && !isAlphanumeric(code))) {
      fail(source, 'moet met een letter of cijfer beginnen en eindigen', 'must begin and end with letters or digits')
    }
  }
}

/** The characters that any of these accepts. */
function union(parts: readonly Part[]): Uint8Array {
  const all = new Uint8Array(128)
  for (const part of parts) for (let code = 0; code < 128; code++) if (part.accepts[code] === 1) all[code] = 1
  return all
}
