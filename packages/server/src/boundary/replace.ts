// SPDX-License-Identifier: EUPL-1.2
import type { Finding, FindingKind } from './kinds.ts'

/** What stands in place of a finding; `isNumber` where the original is a whole number of JSON. */
export type Replacement = (kind: FindingKind, original: string, isNumber?: boolean) => string

export type Removed = { readonly kind: FindingKind; readonly count: number }

/** Counts what was replaced, per kind: all that may be kept of it. */
export class Tally {
  readonly #counts = new Map<FindingKind, number>()

  add(kind: FindingKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  /** The kinds in the order of the alphabet, so that equal work gives equal entries. */
  get removed(): Removed[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1))
  }
}

/** Writes a text with its findings replaced, from one given place to the next. */
export class Replacer {
  readonly #kinds: ReadonlySet<FindingKind>
  readonly #replacement: Replacement
  readonly #tally: Tally
  #written = 0

  constructor(kinds: readonly FindingKind[], replacement: Replacement, tally: Tally) {
    this.#kinds = new Set(kinds)
    this.#replacement = replacement
    this.#tally = tally
  }

  /** The offset up to which the text is written. */
  get written(): number {
    return this.#written
  }

  /**
   * The text up to the offset `end`, given the findings that begin before it, in order; `text` is the original from the
   * offset `from` on. Where findings of two kinds overlap, the first is replaced whole and the second as far as it goes
   * on behind it.
   */
  writeTo(end: number, findings: readonly Finding[], text: string, from = 0): string {
    let out = ''
    for (const finding of findings) {
      if (!this.#kinds.has(finding.kind)) continue
      this.#tally.add(finding.kind)
      if (finding.end <= this.#written) continue
      const start = Math.max(finding.start, this.#written)
      const original = text.slice(start - from, finding.end - from)
      out += text.slice(this.#written - from, start - from) + this.#replacement(finding.kind, original)
      this.#written = finding.end
    }
    if (end > this.#written) {
      out += text.slice(this.#written - from, end - from)
      this.#written = end
    }
    return out
  }
}

/** What stands where a finding was taken out: plain, the same for every value, and no finding itself. */
export function markerOf(kind: FindingKind): string {
  return `[${kind} removed]`
}

const SHOWN_AT_END: Partial<Record<FindingKind, number>> = { bsn: 3, iban: 4, 'payment-card': 4, phone: 2 }
const HIDDEN = '***'

/** A finding with most of it hidden: the last digits of a number, the first letter and the domain of an e-mail address. */
export function maskOf(kind: FindingKind, original: string): string {
  if (kind === 'email') {
    const [, first, domain] = /^([A-Za-z0-9])[^@%\\&]*(@[A-Za-z0-9.-]+)$/.exec(original) ?? []
    return first === undefined || domain === undefined ? HIDDEN : `${first}${HIDDEN}${domain}`
  }
  const shown = SHOWN_AT_END[kind]
  // Only a number in its usual spelling: of an encoded or disguised one the last characters say something else.
  const usual = kind === 'iban' ? /^[A-Za-z]{2}\d{2}[A-Za-z0-9 .-]{11,60}$/ : /^[0-9 .()+/-]{8,40}$/
  if (shown === undefined || !usual.test(original)) return HIDDEN
  let left = shown
  return [...original]
    .reverse()
    .map((character) => (!/[A-Za-z0-9]/.test(character) || left-- > 0 ? character : '*'))
    .reverse()
    .join('')
}
