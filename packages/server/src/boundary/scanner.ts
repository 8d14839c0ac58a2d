// SPDX-License-Identifier: EUPL-1.2
import { isLocal, MAX_LOCAL } from './detect/email.ts'
import { BLOCK, OVERLAP, SHORTEST_ENCODED } from './detect/encoded.ts'
import { encodedInRun, isWrappedAt } from './detect/encoded-run.ts'
import type { Remembered } from './detect/found.ts'
import { examineMark } from './detect/mark.ts'
import { plainNumberEnd, plainWordEnd } from './detect/plain.ts'
import { examineRun } from './detect/run.ts'
import { type Candidate, LOOK_BEHIND, Window } from './detect/window.ts'
import type { Rules } from './own-rules.ts'
import { classOf, DIGIT, LOWER, MARK, RUN, UPPER } from './text/characters.ts'
import { normalise } from './text/normalise.ts'
import { Offsets } from './text/offsets.ts'

/** How far behind the beginning of a finding the text can decide about it, in UTF-16 units of the original. */
export const REACH = 8192

/** A text that grows by words is copied with each of them: no more of it is kept than may be looked at again. */
const COMPACT_ABOVE = 256
const UNDECIDED = -1
const none: readonly Candidate[] = []

export type ScanOptions = {
  /** Where the text begins in the original. */
  readonly from: number
  /** Decode escapes (`%40`) before looking. */
  readonly escapes: boolean
  /** Look into runs of base64; what is decoded from them isn't decoded again. */
  readonly base64: boolean
}

const decoded: ScanOptions = { from: 0, escapes: false, base64: false }

/**
 * Reads a text from left to right, once, and keeps the position up to which everything is decided. A detector that would
 * need text that hasn't come yet makes the scan stop in front of it; so the candidates don't depend on how the text was
 * cut. One cheap pass over the characters finds runs and marks; only those are looked at closely.
 */
export class Scanner {
  readonly #rules: Rules
  readonly #options: ScanOptions
  readonly #window = new Window()
  #offsets: Offsets
  #text = ''
  #position = 0
  #retryAt = 0
  /** How far a window reaches that was opened here before; one that is opened further on reaches no less far. */
  #limit = 0

  constructor(rules: Rules, options: ScanOptions) {
    this.#rules = rules
    this.#options = options
    this.#offsets = new Offsets(options.from)
  }

  /** The original offset before which every candidate that begins there has been given. */
  get heldFrom(): number {
    // What stands in front of the position may still turn out to be the first half of an e-mail address.
    const earliest = Math.max(0, this.#position - MAX_LOCAL)
    let local = this.#position
    while (local > earliest && isLocal(this.#text.charCodeAt(local - 1))) local--
    return Math.max(this.#offsets.of(local), this.#offsets.of(this.#position) - REACH)
  }

  /** Scans on and gives the new candidates, in offsets of the original; `final` says that nothing follows. */
  push(original: string, final: boolean): readonly Candidate[] {
    this.#text += normalise(original, this.#options.escapes, this.#offsets)
    if (!final && this.#text.length < this.#retryAt) return none
    this.#limit = this.#offsets.firstBehind(this.#offsets.of(this.#position) + REACH)
    this.#scan(final)
    const found = this.#window.found.release()
    const candidates = found.length === 0 ? none : found.flatMap((candidate) => this.#inOriginal(candidate))
    this.#compact()
    // A long unfinished finding is looked at again only when it has grown by an eighth: the cost stays linear.
    const waiting = this.#text.length - this.#position
    this.#retryAt = waiting > 256 ? this.#text.length + (waiting >> 3) : 0
    return candidates
  }

  #scan(final: boolean): void {
    const text = this.#text
    const length = text.length
    let position = this.#position
    while (position < length) {
      const seen = classOf(text.charCodeAt(position))
      if (seen === 0) {
        position++
        continue
      }
      const end = this.#plainEnd(text, position, seen)
      if (end > position) {
        position = end
        continue
      }
      const next = seen === MARK ? this.#examineMark(position, final) : this.#examineRun(position, final)
      if (next === UNDECIDED) break
      position = next
    }
    this.#position = position
  }

  /** The end of a word or number that begins nothing, or `start`, also where that may depend on text not known yet. */
  #plainEnd(text: string, start: number, seen: number): number {
    if ((seen & (LOWER | UPPER)) !== 0) return plainWordEnd(text, start, this.#limit, this.#rules)
    return (seen & DIGIT) !== 0 ? plainNumberEnd(text, start, this.#limit, this.#rules) : start
  }

  /** Opens the window at `start` and tells up to where it reaches. */
  #open(start: number, final: boolean): number {
    const furthest = this.#offsets.of(start) + REACH
    this.#limit = this.#offsets.firstBehind(furthest)
    this.#window.open(this.#text, this.#limit, !final && this.#offsets.originalEnd <= furthest)
    return this.#limit
  }

  #examineRun(start: number, final: boolean): number {
    const text = this.#text
    const limit = this.#open(start, final)
    const most = Math.min(limit, start + BLOCK + OVERLAP)
    let end = start
    let seen = 0
    for (; end < most; end++) {
      const bits = classOf(text.charCodeAt(end))
      if ((bits & RUN) !== 0) seen |= bits
      else if (!isWrappedAt(this.#window, start, end)) break
    }
    const block = end === start + BLOCK + OVERLAP
    if (!block && end === limit && this.#window.goesOn) return UNDECIDED
    const piece = block ? start + BLOCK : end
    const { found } = this.#window
    const remembered = found.remember()
    examineRun(this.#window, this.#rules, start, piece, seen)
    const mixed = (seen & UPPER) !== 0 && (seen & (LOWER | DIGIT)) !== 0
    if (this.#options.base64 && mixed && end - start >= SHORTEST_ENCODED) {
      const places = [start, piece, end] as const
      for (const candidate of encodedInRun(this.#window, places, seen, (text) => this.#decoded(text)))
        found.keep(candidate)
    }
    return this.#settle(remembered, piece)
  }

  #examineMark(at: number, final: boolean): number {
    this.#open(at, final)
    const remembered = this.#window.found.remember()
    examineMark(this.#window, at)
    return this.#settle(remembered, at + 1)
  }

  /** Takes back what was found since then when it might come out otherwise with more text. */
  #settle(remembered: Remembered, next: number): number {
    if (!this.#window.undecided) return next
    this.#window.found.takeBack(remembered)
    return UNDECIDED
  }

  #decoded(text: string): readonly Candidate[] {
    return new Scanner(this.#rules, decoded).push(text, true)
  }

  #inOriginal(candidate: Candidate): Candidate[] {
    const start = this.#offsets.of(candidate.start)
    const end = this.#offsets.endOf(candidate.end)
    // Invisible signs could stretch an e-mail address beyond what a stream holds back.
    return end - start > REACH ? [] : [{ ...candidate, start, end }]
  }

  #compact(): void {
    const unneeded = this.#position - LOOK_BEHIND
    if (unneeded < COMPACT_ABOVE) return
    this.#text = this.#text.slice(unneeded)
    this.#offsets = this.#offsets.without(unneeded)
    this.#position -= unneeded
    this.#limit -= unneeded
    this.#window.shift(unneeded)
  }
}
