// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../kinds.ts'
import { baseLetter, isSpace, isWord } from '../text/characters.ts'
import { normalise } from '../text/normalise.ts'
import { Offsets } from '../text/offsets.ts'
import type { Window } from './window.ts'

/** What a word means to the scan: itself a finding, or the possible beginning of one that another detector judges. */
export type Meaning =
  | { readonly finds: FindingKind; readonly confidence: number; readonly anyEnding: boolean }
  | { readonly begins: 'issued-key' | 'named-secret' | 'date' }

type Entry = { readonly phrase: string; readonly meaning: Meaning }

/** The longest entry, in characters. */
export const MAX_ENTRY = 128

const NOTHING = { low: 0, high: 0 }
/** How many letters of a word its key is made of. */
export const KEY_LENGTH = 4
const TABLE = 1 << 16

/**
 * Words and phrases, small and without accents. One table lookup by the first four letters tells that nothing begins with
 * a word, which is what nearly every word of a text gets.
 */
export class Lexicon {
  readonly #maybe = new Uint8Array(TABLE)
  readonly #entries: readonly Entry[]
  /** Where in the sorted list the entries of a key begin and end. */
  readonly #stretches = new Map<number, { low: number; high: number }>()

  constructor(entries: Iterable<readonly [phrase: string, meaning: Meaning]>) {
    this.#entries = [...entries]
      .map(([phrase, meaning]) => ({ phrase: plain(phrase), meaning }))
      .sort((a, b) => (a.phrase < b.phrase ? -1 : 1))
    for (const [index, { phrase }] of this.#entries.entries()) {
      const key = keyOf(phrase, 0, phrase.length)
      this.#maybe[key] = 1
      const stretch = this.#stretches.get(key)
      if (stretch === undefined) this.#stretches.set(key, { low: index, high: index + 1 })
      else stretch.high = index + 1
    }
  }

  /** Whether an entry may begin with the word at `start`; `end` bounds the text. */
  mayBegin(text: string, start: number, end: number): boolean {
    return this.#maybe[keyOf(text, start, end)] === 1
  }

  /** The same of a word whose first letters were put together by `keyWith`. */
  mayBeginWith(key: number): boolean {
    return this.#maybe[key & (TABLE - 1)] === 1
  }

  /**
   * Every entry that stands at `start`, as whole words; `end` is that of the first word or behind it. The entries that agree with the text so far are one stretch of
   * the sorted list; each character narrows it, and no more of the text is read than it takes to rule all out.
   */
  meaningsAt(window: Window, start: number, end: number, found: (meaning: Meaning, end: number) => void): void {
    let { low, high } = this.#stretches.get(keyOf(window.text, start, end)) ?? NOTHING
    let at = start
    for (let depth = 0; ; depth++) {
      while (low < high && this.#entries[low]?.phrase.length === depth) {
        const meaning = this.#entries[low++]?.meaning
        if (meaning !== undefined) this.#endsWord(window, at, meaning, found)
      }
      if (low === high) return
      const code = window.at(at)
      if (code === 0) return
      const character = isSpace(code) ? 32 : baseLetter(code) || code
      low = this.#firstFrom(low, high, depth, character)
      high = this.#firstFrom(low, high, depth, character + 1)
      at++
    }
  }

  #endsWord(window: Window, at: number, meaning: Meaning, found: (meaning: Meaning, end: number) => void): void {
    const end = 'finds' in meaning && meaning.anyEnding ? wordEnd(window, at) : at
    // The letters of `AKIA…` are the beginning of the key itself.
    const begins = 'begins' in meaning && meaning.begins === 'issued-key'
    if (begins || !isWord(window.at(end))) found(meaning, end)
  }

  /** The first entry from `low` on whose character at `depth` isn't below `character`. */
  #firstFrom(low: number, high: number, depth: number, character: number): number {
    let from = low
    let to = high
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#entries[middle]?.phrase.charCodeAt(depth) ?? 0) < character) from = middle + 1
      else to = middle
    }
    return from
  }
}

function keyOf(text: string, start: number, end: number): number {
  const last = Math.min(end, start + KEY_LENGTH)
  let key = 0
  for (let index = start; index < last; index++) {
    const letter = baseLetter(text.charCodeAt(index))
    if (letter === 0) break
    key = keyWith(key, letter)
  }
  return key & (TABLE - 1)
}

/** The key of some letters, of which there are at most `KEY_LENGTH`, with one more. */
export function keyWith(key: number, letter: number): number {
  return (key * 43 + letter) | 0
}

const LONGEST_WORD = 64

function wordEnd(window: Window, from: number): number {
  let end = from
  while (end - from < LONGEST_WORD && isWord(window.at(end))) end++
  return end
}

/** An entry as it is compared: look-alikes resolved, small letters, no accents, single spaces. */
function plain(entry: string): string {
  const text = normalise(entry.normalize('NFC').trim().split(/\s+/).join(' '), false, new Offsets(0))
  let out = ''
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    out += String.fromCharCode(baseLetter(code) || code)
  }
  return out
}
