// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../../boundary/index.ts'
import { GateError } from '../error.ts'
import type { Plan } from './plan.ts'

/**
 * The kinds that were seen in one answer, over all its texts, before anything was changed. What went can't be taken back
 * and what follows may never come, so each kind must be allowed by itself, and beside those before it and nothing else.
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

  /** Takes findings in the order of the text. Throws `withheld` for what may not go, and from then on for whatever follows. */
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
