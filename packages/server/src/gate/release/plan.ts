// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind } from '../../boundary/index.ts'
import { type Replacing, replacements } from '../decision/mend.ts'

/** What is done with each kind of finding before an answer goes to the agent. */
export interface Plan {
  /** One after the other, what removes most first. The first also watches for withheld kinds. */
  readonly replace: readonly { readonly remedy: Replacing; readonly kinds: readonly FindingKind[] }[]
  /** Kinds that may not go at all: an answer is cut off before one. */
  readonly withhold: ReadonlySet<FindingKind>
  /**
   * Whether kinds that nothing replaces may go together in one answer; undefined if no rule says more about them
   * together than about each alone.
   */
  readonly mayGo: MayGo | undefined
}

export type MayGo = (kinds: readonly FindingKind[]) => boolean

export function planned(
  replace: ReadonlyMap<FindingKind, Replacing>,
  withhold: ReadonlySet<FindingKind>,
  mayGo?: MayGo,
): Plan {
  const steps = replacements.map((remedy) => ({
    remedy,
    kinds: [...replace.keys()].filter((kind) => replace.get(kind) === remedy),
  }))
  const isWatched = withhold.size > 0 || mayGo !== undefined
  return {
    replace: steps.filter(({ remedy, kinds }) => kinds.length > 0 || (remedy === 'redact' && isWatched)),
    withhold,
    mayGo: mayGo && ((kinds) => mayGo(kinds.filter((kind) => !replace.has(kind)))),
  }
}

export const nothing: Plan = planned(new Map(), new Set())
