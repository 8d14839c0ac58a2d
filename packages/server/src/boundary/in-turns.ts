// SPDX-License-Identifier: EUPL-1.2
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Inspector } from './inspector.ts'
import type { FindingKind } from './kinds.ts'
import type { Rules } from './own-rules.ts'

/** A text that is made to look like findings from end to end takes some 50 ms for so many characters; others wait as long. */
const ofATurn = 1 << 14

/** Looks through long texts a piece at a time, and lets the loop serve others between. */
export class InTurns {
  readonly #rules: Rules
  #left = ofATurn

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /** The kinds that `findingsInText` finds. */
  async kindsIn(context: string, text: string): Promise<readonly FindingKind[]> {
    const inspector = new Inspector(this.#rules)
    const whole = [context, text].join('')
    const kinds = new Set<FindingKind>()
    let at = 0
    do {
      const piece = whole.slice(at, at + this.#left)
      at += piece.length
      for (const { kind, end } of inspector.push(piece, at === whole.length)) if (end > context.length) kinds.add(kind)
      this.#left -= piece.length
      if (this.#left === 0) {
        await nextTurn()
        this.#left = ofATurn
      }
    } while (at < whole.length)
    return [...kinds]
  }
}
