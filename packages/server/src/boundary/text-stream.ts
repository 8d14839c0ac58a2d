// SPDX-License-Identifier: EUPL-1.2
import { Inspector } from './inspector.ts'
import type { Finding, FindingKind } from './kinds.ts'
import type { Rules } from './own-rules.ts'
import { type Removed, type Replacement, Replacer, Tally } from './replace.ts'

const none: readonly Finding[] = []

/**
 * A text on its way: takes it in chunks and gives it out with its findings replaced, as soon as they are decided. What
 * comes out doesn't depend on how it was cut; at most `MAX_HELD_BACK` UTF-16 units wait inside, and of ordinary prose only the
 * last unfinished word.
 */
export class TextStream {
  readonly #inspector: Inspector
  readonly #tally = new Tally()
  readonly #replacer: Replacer
  #text = ''
  #textStart = 0
  #findings: Finding[] = []

  constructor(kinds: readonly FindingKind[], replacement: Replacement, rules: Rules) {
    this.#inspector = new Inspector(rules)
    this.#replacer = new Replacer(kinds, replacement, this.#tally)
  }

  /** Takes a chunk; gives the text that can go out now. */
  push(chunk: string): string {
    return this.#read(chunk, false)
  }

  /** Takes the last chunk, if there is one; gives the rest. */
  end(chunk = ''): string {
    return this.#read(chunk, true)
  }

  /** The findings that were decided since this was last asked, of every kind, in offsets of the text that came in. */
  takeFindings(): readonly Finding[] {
    if (this.#findings.length === 0) return none
    const findings = this.#findings
    this.#findings = []
    return findings
  }

  /** How many findings of each kind were replaced so far. */
  get removed(): Removed[] {
    return this.#tally.removed
  }

  /** How many UTF-16 units wait for a decision. */
  get held(): number {
    return this.#text.length
  }

  #read(chunk: string, final: boolean): string {
    this.#text += chunk
    const findings = this.#inspector.push(chunk, final)
    if (findings.length > 0) this.#findings.push(...findings)
    const out = this.#replacer.writeTo(this.#inspector.safe, findings, this.#text, this.#textStart)
    this.#text = this.#text.slice(this.#replacer.written - this.#textStart)
    this.#textStart = this.#replacer.written
    return out
  }
}
