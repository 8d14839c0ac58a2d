// SPDX-License-Identifier: EUPL-1.2
import type { Candidate } from './detect/window.ts'
import type { Finding, FindingKind } from './kinds.ts'
import type { Rules } from './own-rules.ts'
import { REACH, Scanner, type ScanOptions } from './scanner.ts'
import { completeLength, firstEscape } from './text/normalise.ts'

const none: readonly never[] = []
const asWritten: ScanOptions = { from: 0, escapes: false, base64: true }

/** How much text in front of the first escape is read again with escapes decoded. */
const RUN_UP = 512

/**
 * The most text, in UTF-16 units, that can wait for a decision at any moment: an undecided finding, an e-mail address that
 * may end there and a finding that ends there. It takes invisible signs to come near it.
 */
export const MAX_HELD_BACK = 4 * REACH

/**
 * Finds everything in a text that comes in chunks. The text is read as it stands and, from its first escape on, once
 * more with escapes decoded. Findings come in order of start, a longer one first; findings of one kind never overlap (a
 * later one is cut at the end of an earlier one); findings of different kinds may, because each is true by itself.
 */
export class Inspector {
  readonly #rules: Rules
  readonly #asWritten: Scanner
  #decoded: Scanner | undefined
  #firstEscape = 0
  #runUpStart = 0
  /** Text that may be the beginning of a character that is still being spelled. */
  #incomplete = ''
  #recent = ''
  #read = 0
  #safe = 0
  #pending: Candidate[] = []
  /** Where the last finding of each kind ended, once there is one. */
  #ends: Map<FindingKind, number> | undefined

  constructor(rules: Rules) {
    this.#rules = rules
    this.#asWritten = new Scanner(rules, asWritten)
  }

  /** The offset up to which the text can go on its way: every finding that begins before it ends before it. */
  get safe(): number {
    return this.#safe
  }

  /** Reads on; gives the findings that are decided now. With `final`, all that are left. */
  push(chunk: string, final: boolean): readonly Finding[] {
    const text = this.#incomplete + chunk
    const complete = final ? text.length : completeLength(text)
    this.#incomplete = complete === text.length ? '' : text.slice(complete)
    const added = complete === text.length ? text : text.slice(0, complete)
    this.#take(this.#asWritten.push(added, final))
    this.#take(this.#pushDecoded(added, final))
    this.#recent += added
    if (this.#recent.length > 4 * RUN_UP) this.#recent = this.#recent.slice(-RUN_UP)
    this.#read += added.length
    return this.#settle(final)
  }

  #take(candidates: readonly Candidate[]): void {
    if (candidates.length === 0) return
    this.#pending.push(...candidates)
    this.#pending.sort(inOrder)
  }

  #pushDecoded(added: string, final: boolean): readonly Candidate[] {
    let text = added
    if (this.#decoded === undefined) {
      const first = firstEscape(added)
      if (first === -1) return none
      this.#firstEscape = this.#read + first
      const before = first >= RUN_UP ? added.slice(first - RUN_UP, first) : this.#runUp(added.slice(0, first))
      this.#runUpStart = this.#firstEscape - before.length
      this.#decoded = new Scanner(this.#rules, { from: this.#runUpStart, escapes: true, base64: false })
      text = before + added.slice(first)
    }
    // What lies wholly in the run-up was found as written; what begins at its cut edge may be half of something.
    return this.#decoded
      .push(text, final)
      .filter(({ start, end }) => end >= this.#firstEscape && (start > this.#runUpStart || this.#runUpStart === 0))
  }

  #runUp(added: string): string {
    return (this.#recent + added).slice(-RUN_UP)
  }

  #settle(final: boolean): readonly Finding[] {
    const held = final ? this.#read : this.#heldFrom()
    if (this.#pending.length === 0) {
      this.#safe = Math.max(this.#safe, held)
      return none
    }
    const undecided = this.#pending.findIndex(({ end }) => end > held)
    const decided = this.#pending.splice(0, undecided === -1 ? this.#pending.length : undecided)
    this.#safe = Math.max(this.#safe, Math.min(held, this.#pending[0]?.start ?? held))
    return decided.flatMap((candidate) => this.#withoutOverlap(candidate))
  }

  #heldFrom(): number {
    const held = this.#asWritten.heldFrom
    return this.#decoded === undefined ? held : Math.min(held, this.#decoded.heldFrom)
  }

  #withoutOverlap({ kind, start, end, confidence }: Candidate): Finding[] {
    this.#ends ??= new Map()
    const last = this.#ends.get(kind) ?? 0
    if (end <= last) return []
    this.#ends.set(kind, end)
    return [{ kind, start: Math.max(start, last), end, confidence }]
  }
}

function inOrder(a: Candidate, b: Candidate): number {
  return a.start - b.start || b.end - a.end || b.confidence - a.confidence || (a.kind < b.kind ? -1 : 1)
}
