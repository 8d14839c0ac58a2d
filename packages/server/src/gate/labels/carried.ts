// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import type { GateParts } from '../parts.ts'
import { type Origin, originOf } from './provenance.ts'

/** What a call carries: all that the agent brings, also what is taken out of it on the way. */
export class Carried {
  readonly #parts: GateParts
  readonly #organisation: Organisation
  readonly #ask: Ask
  readonly #added = new Set<string>()
  #origin: Promise<Origin> | undefined

  constructor(parts: GateParts, organisation: Organisation, ask: Ask) {
    this.#parts = parts
    this.#organisation = organisation
    this.#ask = ask
  }

  by(findings: readonly string[]): Promise<Origin> {
    this.#origin ??= originOf(this.#parts, this.#organisation, this.#ask, findings)
    return this.#added.size === 0 ? this.#origin : this.#origin.then((origin) => this.#withAdded(origin))
  }

  /** Whether any of them is new. */
  add(labels: readonly string[]): boolean {
    const before = this.#added.size
    for (const label of labels) this.#added.add(label)
    return this.#added.size > before
  }

  #withAdded(origin: Origin): Origin {
    return { ...origin, labels: this.#with(origin.labels), brings: this.#with(origin.brings) }
  }

  #with(labels: readonly string[]): readonly string[] {
    return [...new Set([...labels, ...this.#added])].sort()
  }
}
