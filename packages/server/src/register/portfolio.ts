// SPDX-License-Identifier: EUPL-1.2
import { type Difference as Changed, differenceOf, evaluate, type Facts, type IsoDate, type Law } from '@sluis/ai-act'

export interface Difference extends Changed {
  readonly system: string
}

/** What another version of the law, or another day, changes; systems that stay the same are left out. */
export function differencesBetween(
  systems: readonly { readonly id: string; readonly facts: Facts }[],
  before: { readonly law: Law; readonly on: IsoDate },
  after: { readonly law: Law; readonly on: IsoDate },
): readonly Difference[] {
  return systems.flatMap(({ id, facts }) => {
    const difference = differenceOf(evaluate(facts, before), evaluate(facts, after))
    return difference === null ? [] : [{ system: id, ...difference }]
  })
}

export interface Portfolio {
  readonly systems: number
  readonly byClass: Readonly<Record<string, number>>
  readonly byStage: Readonly<Record<string, number>>
  /** What nobody has done yet, each with the systems that wait for it. */
  readonly waiting: {
    readonly acceptance: readonly string[]
    readonly assessment: readonly string[]
    readonly answers: readonly string[]
  }
}

export interface Counted {
  readonly id: string
  readonly label: string
  readonly strictest: string
  readonly stage: string
  readonly isAccepted: boolean
  readonly waitsForAssessor: boolean
}

/** All systems at a glance. */
export function portfolioOf(systems: readonly Counted[]): Portfolio {
  const count = (of: (system: Counted) => string) =>
    Object.fromEntries([...Map.groupBy(systems, of)].map(([name, own]) => [name, own.length]))
  const idsOf = (wanted: (system: Counted) => boolean) => systems.filter(wanted).map(({ id }) => id)
  return {
    systems: systems.length,
    byClass: count(({ label }) => label),
    byStage: count(({ stage }) => stage),
    waiting: {
      acceptance: idsOf(({ isAccepted }) => !isAccepted),
      assessment: idsOf(({ waitsForAssessor }) => waitsForAssessor),
      answers: idsOf(({ label, strictest }) => label !== strictest),
    },
  }
}
