// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../kinds.ts'
import { baseLetter, isSpace, isWord } from '../text/characters.ts'
import { normalise } from '../text/normalise.ts'
import { Offsets } from '../text/offsets.ts'
import { MONTHS } from './date-of-birth.ts'
import { ISSUED_FIRST_WORDS, SECRET_FIRST_WORDS } from './secret.ts'
import { SPECIAL_WORDS } from './special-words.ts'
import type { Candidate, Window } from './window.ts'

/** What a word means to the scan: itself a finding, or the possible beginning of one that another detector judges. */
export type Meaning =
  | { readonly finds: FindingKind; readonly confidence: number; readonly anyEnding: boolean }
  | { readonly begins: 'issued-key' | 'named-secret' | 'date' }

type Bucket = { readonly meanings: Map<string, Meaning[]>; readonly longest: number }

/** The longest entry, in characters. */
export const MAX_ENTRY = 128

const KEY_LENGTH = 4
const TABLE = 1 << 16

/**
 * Words and phrases by their first four letters or digits, small and without accents. One table lookup per word tells
 * that nothing begins with it, which is what nearly every word of a text gets.
 */
export class Lexicon {
  readonly #maybe = new Uint8Array(TABLE)
  readonly #buckets = new Map<number, Bucket>()

  add(entry: string, meaning: Meaning): void {
    const phrase = plain(entry)
    const key = keyOf(phrase, 0, phrase.length)
    this.#maybe[key & (TABLE - 1)] = 1
    const bucket = this.#buckets.get(key) ?? { meanings: new Map<string, Meaning[]>(), longest: 0 }
    const meanings = bucket.meanings.get(phrase) ?? []
    meanings.push(meaning)
    bucket.meanings.set(phrase, meanings)
    this.#buckets.set(key, { meanings: bucket.meanings, longest: Math.max(bucket.longest, phrase.length) })
  }

  /** Whether an entry may begin with the word at `start`; `end` bounds the text. */
  mayBegin(text: string, start: number, end: number): boolean {
    return this.#maybe[keyOf(text, start, end) & (TABLE - 1)] === 1
  }

  /** Everything that begins with the word at `start`: the longest phrase of each length, whole words only. */
  meaningsAt(window: Window, start: number, found: (meaning: Meaning, end: number) => void): void {
    let key = 0
    for (let at = start; at < start + KEY_LENGTH && isWord(window.at(at)); at++) key = nextKey(key, window.at(at))
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return
    let phrase = ''
    let at = start
    while (phrase.length < bucket.longest) {
      const code = window.at(at)
      if (code === 0) break
      if (isSpace(code)) {
        if (phrase.endsWith(' ')) break
        phrase += ' '
      } else {
        phrase += String.fromCharCode(baseLetter(code))
      }
      at++
      for (const meaning of bucket.meanings.get(phrase) ?? []) {
        const end = 'finds' in meaning && meaning.anyEnding ? wordEnd(window, at) : at
        if (!isWord(window.at(end))) found(meaning, end)
      }
    }
  }
}

function keyOf(text: string, start: number, end: number): number {
  let key = 0
  for (let index = start; index < start + KEY_LENGTH; index++) {
    const code = index < end ? text.charCodeAt(index) : 0
    if (!isWord(code)) break
    key = nextKey(key, code)
  }
  return key
}

function nextKey(key: number, code: number): number {
  return (key * 43 + baseLetter(code)) | 0
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
  for (let index = 0; index < text.length; index++) out += String.fromCharCode(baseLetter(text.charCodeAt(index)))
  return out
}

/** The candidate of a meaning that is itself a finding. */
export function wordCandidate(meaning: Meaning, start: number, end: number): Candidate | undefined {
  return 'finds' in meaning ? { kind: meaning.finds, start, end, confidence: meaning.confidence } : undefined
}

const SPECIAL_CONFIDENCE = 0.3

/** A lexicon with the words that the built-in detectors need; the organisation's own are added to it. */
export function builtInLexicon(): Lexicon {
  const lexicon = new Lexicon()
  for (const word of Object.values(SPECIAL_WORDS).join(' ').split(' ')) {
    const anyEnding = word.endsWith('*')
    lexicon.add(word.replaceAll('+', ' ').replace('*', ''), {
      finds: 'special-category',
      confidence: SPECIAL_CONFIDENCE,
      anyEnding,
    })
  }
  for (const word of ISSUED_FIRST_WORDS) lexicon.add(word, { begins: 'issued-key' })
  for (const word of SECRET_FIRST_WORDS) lexicon.add(word, { begins: 'named-secret' })
  for (const word of MONTHS.keys()) lexicon.add(word, { begins: 'date' })
  return lexicon
}
