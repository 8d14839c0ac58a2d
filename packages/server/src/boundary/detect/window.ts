// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../kinds.ts'
import { isLetter } from '../text/characters.ts'
import { Found } from './found.ts'

/** A finding in the normalised text of a window, `end` exclusive. */
export type Candidate = {
  readonly kind: FindingKind
  readonly start: number
  readonly end: number
  readonly confidence: number
}

/** How far left of itself a detector may look, in normalised characters. */
export const LOOK_BEHIND = 640

/** How many characters before or behind a number may name what it is. */
export const CONTEXT = 48

/**
 * The normalised text as detectors see it. They read ahead only through `at`, which notes when an answer would depend on
 * text that hasn't come yet (`undecided`): a stream then asks again later, so every split gives the same answer.
 */
export class Window {
  readonly found = new Found()
  text = ''
  undecided = false
  /** Whether more text may come behind the limit. */
  goesOn = false
  #limit = 0
  /** A stretch without letters. */
  #bareFrom = 0
  #bareTo = 0

  /** From now on detectors read `text` up to `limit`. */
  open(text: string, limit: number, goesOn: boolean): void {
    this.text = text
    this.goesOn = goesOn
    this.undecided = false
    this.#limit = limit
  }

  /** The UTF-16 unit at an index, 0 outside the text. */
  at(index: number): number {
    if (index < 0) return 0
    if (index < this.#limit) return this.text.charCodeAt(index)
    if (this.goesOn) this.undecided = true
    return 0
  }

  /** Up to `count` characters from an index on. */
  ahead(index: number, count: number): string {
    if (index + count > this.#limit && this.goesOn) this.undecided = true
    return this.text.slice(index, Math.min(index + count, this.#limit))
  }

  /** Whether a letter stands near enough before an index to name what follows. */
  hasWordBefore(index: number): boolean {
    const from = Math.max(0, index - CONTEXT)
    // Asked again for the next number of a row: what held no letter then holds none now.
    const known = this.#bareFrom <= from && from <= this.#bareTo ? Math.min(this.#bareTo, index) : from
    if (this.#hasLetter(known, index)) return true
    if (known === from) this.#bareFrom = from
    this.#bareTo = Math.max(index, known)
    return false
  }

  /** The text has lost its first `count` characters. */
  shift(count: number): void {
    this.found.shift(count)
    this.#bareFrom = Math.max(0, this.#bareFrom - count)
    this.#bareTo = Math.max(0, this.#bareTo - count)
  }

  /** What stands before an index, in lower case. */
  before(index: number, count = CONTEXT): string {
    const from = Math.max(0, index - count)
    const text = this.text.slice(from, Math.max(0, index)).toLowerCase()
    return text.includes(']') ? text.replace(MARKER_BEFORE, ' ') : text
  }

  /** What follows an index on the same line, in lower case. */
  after(index: number, count = CONTEXT): string {
    let end = index
    while (end < index + count) {
      const code = this.at(end)
      if (code === 0 || code === 10) break
      end++
    }
    if (!this.#hasLetter(index, end)) return this.text.slice(index, end)
    const text = this.text.slice(index, end).toLowerCase()
    return text.includes('[') ? text.replace(MARKER_BEHIND, ' ') : text
  }

  #hasLetter(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (isLetter(this.text.charCodeAt(at))) return true
    return false
  }
}

// Our own markers and pseudonyms name kinds; they say nothing about the numbers next to them, or a text that was redacted
// would show other findings than before.
const MARKER_BEFORE = /(?:^|\[)[a-z0-9:-]*(?: removed|:[a-z]{12,})\]/g
const MARKER_BEHIND = /\[[a-z0-9:-]+(?: removed\]|:[a-z]{12,}\]|[ a-z]*$)/g
