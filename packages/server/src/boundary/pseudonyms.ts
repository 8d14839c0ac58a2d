// SPDX-License-Identifier: EUPL-1.2
import { createHmac } from 'node:crypto'
import { BoundaryError } from './errors.ts'
import type { FindingKind } from './kinds.ts'

// Sixteen consonants: no digit that a detector could take for a number, no vowel that could make a word.
const LETTERS = 'bcdfghjkmnpqrstv'
const TAG_LENGTH = 12
const LONGEST_TAG = 64
const SHORTEST_KEY = 16

/** The longest pseudonym, in characters: brackets, a kind of the organisation's own, a colon and a tag. */
export const MAX_PSEUDONYM = 2 + 44 + 1 + LONGEST_TAG

const PSEUDONYM = /\[([a-z0-9:-]{2,44}):([bcdfghjkmnpqrstv]{12,64})\]/g
const BEGUN = /\[(?:[a-z0-9:-]{0,109})$/

/** What a pseudonym stands for; `isNumber` when the original was a JSON number. */
type Original = { readonly kind: FindingKind; readonly text: string; readonly isNumber: boolean }

/**
 * The pseudonyms of one run: the same value gets the same pseudonym, another run's key gives another one, and only who
 * holds this table can put values back. The table holds personal data: keep it sealed, like the values themselves.
 */
export class Pseudonyms {
  readonly #key: Uint8Array
  readonly #originals = new Map<string, Original>()

  /** `key`: at least 16 random bytes, one for each run. */
  constructor(key: Uint8Array) {
    if (key.length < SHORTEST_KEY)
      throw new BoundaryError('bad-key', `a pseudonym key has at least ${SHORTEST_KEY} bytes`)
    this.#key = key
  }

  /** The pseudonym of a value, `[bsn:…]`: made on first use, the same ever after. */
  of(kind: FindingKind, text: string, isNumber = false): string {
    const tag = this.#tag(kind, text, isNumber)
    for (let length = TAG_LENGTH; length <= LONGEST_TAG; length += 4) {
      const pseudonym = `[${kind}:${tag.slice(0, length)}]`
      const known = this.#originals.get(pseudonym)
      if (known === undefined) this.#originals.set(pseudonym, { kind, text, isNumber })
      else if (known.text !== text || known.isNumber !== isNumber) continue
      return pseudonym
    }
    throw new BoundaryError('bad-key', 'a pseudonym key gives two values one tag')
  }

  originalOf(pseudonym: string): Original | undefined {
    return this.#originals.get(pseudonym)
  }

  /** Every value that got a pseudonym, in order of first use. */
  originals(): Original[] {
    return [...this.#originals.values()]
  }

  #tag(kind: FindingKind, text: string, isNumber: boolean): string {
    const digest = createHmac('sha256', this.#key)
      .update(`${kind}\0${isNumber ? 'number' : 'text'}\0${text}`)
      .digest('hex')
    return [...digest].map((digit) => LETTERS.charAt(Number.parseInt(digit, 16))).join('')
  }
}

/** Puts back what pseudonyms stand for. An unknown pseudonym stays as it is. */
export function restore(text: string, pseudonyms: Pseudonyms): string {
  return text.replace(PSEUDONYM, (pseudonym) => pseudonyms.originalOf(pseudonym)?.text ?? pseudonym)
}

/** `restore` inside a stream: holds back at most `MAX_PSEUDONYM` characters, and only where a pseudonym may have begun. */
export class RestoringStream {
  readonly #pseudonyms: Pseudonyms
  #held = ''

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms
  }

  push(chunk: string): string {
    const text = this.#held + chunk
    const begun = BEGUN.exec(text.slice(-MAX_PSEUDONYM))
    const complete = begun === null ? text.length : text.length - begun[0].length
    this.#held = text.slice(complete)
    return restore(text.slice(0, complete), this.#pseudonyms)
  }

  end(): string {
    const rest = this.#held
    this.#held = ''
    return restore(rest, this.#pseudonyms)
  }
}
