// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../../boundary/index.ts'
import { type Replacing, replacements } from '../decision/mend.ts'

/** What is done with each kind of finding before an answer goes to the agent. */
export interface Plan {
  /** One after the other, what loses most first. The first also watches for what is withheld. */
  readonly replace: readonly { readonly remedy: Replacing; readonly kinds: readonly FindingKind[] }[]
  /** Kinds that may not go at all: an answer with one is cut off in front of it. */
  readonly withhold: ReadonlySet<FindingKind>
}

export function planned(replace: ReadonlyMap<FindingKind, Replacing>, withhold: ReadonlySet<FindingKind>): Plan {
  const steps = replacements.map((remedy) => ({
    remedy,
    kinds: [...replace.keys()].filter((kind) => replace.get(kind) === remedy),
  }))
  return {
    replace: steps.filter(({ remedy, kinds }) => kinds.length > 0 || (remedy === 'redact' && withhold.size > 0)),
    withhold,
  }
}

export const nothing: Plan = { replace: [], withhold: new Set() }
