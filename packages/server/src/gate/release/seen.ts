// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../../boundary/index.ts'
import { GateError } from '../error.ts'
import type { Plan } from './plan.ts'

/**
 * The kinds that were seen in one answer, over all its texts, before any change. What was released can't be taken back,
 * and what follows may never come. So each kind must be allowed by itself, and together with only those before it.
 */
export class Seen {
  readonly #plan: Plan
  readonly #kinds = new Set<FindingKind>()
  #keptBack: FindingKind | undefined

  constructor(plan: Plan) {
    this.#plan = plan
  }

  get kinds(): readonly FindingKind[] {
    return [...this.#kinds]
  }

  /**
   * Takes findings in the order of the text. Throws `withheld` for a kind that may not go, and for everything after it.
   */
  note(findings: readonly { readonly kind: FindingKind }[]): void {
    for (const { kind } of findings) {
      if (this.#kinds.has(kind)) continue
      this.#kinds.add(kind)
      if (!this.#mayGo(kind)) this.#keptBack ??= kind
    }
    if (this.#keptBack === undefined) return
    throw new GateError('withheld', `a rule keeps an answer with this in it back: ${this.#keptBack}`)
  }

  #mayGo(kind: FindingKind): boolean {
    const { withhold, mayGo } = this.#plan
    return !withhold.has(kind) && (mayGo === undefined || mayGo(this.kinds))
  }
}
