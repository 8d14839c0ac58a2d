// SPDX-License-Identifier: EUPL-1.2
// Every fact that a rule may ask about, in the order in which the law asks. A fact that is not here is refused.
import { biometricFacts } from './biometrics.ts'
import { modelFacts, obligationFacts } from './duties.ts'
import { infrastructureFacts, productFacts } from './products.ts'
import { crimePredictionFacts, imageryFacts, manipulationFacts, scoringFacts } from './prohibited.ts'
import { exclusionFacts, roleFacts, systemFacts, territoryFacts } from './scope.ts'
import { educationFacts, serviceFacts, workFacts } from './society.ts'
import type { FactSpec } from './spec.ts'
import { democracyFacts, lawEnforcementFacts, migrationFacts } from './state.ts'
import { filterFacts, transparencyFacts } from './transparency.ts'

export const factSpecs = {
  ...systemFacts,
  ...territoryFacts,
  ...exclusionFacts,
  ...roleFacts,
  ...manipulationFacts,
  ...scoringFacts,
  ...crimePredictionFacts,
  ...biometricFacts,
  ...imageryFacts,
  ...productFacts,
  ...infrastructureFacts,
  ...educationFacts,
  ...workFacts,
  ...serviceFacts,
  ...lawEnforcementFacts,
  ...migrationFacts,
  ...democracyFacts,
  ...filterFacts,
  ...transparencyFacts,
  ...modelFacts,
  ...obligationFacts,
} as const satisfies Record<string, FactSpec>

export type FactId = keyof typeof factSpecs

export function isFactId(id: string): id is FactId {
  return Object.hasOwn(factSpecs, id)
}

export const factIds: readonly FactId[] = Object.keys(factSpecs).filter(isFactId)

const order: ReadonlyMap<FactId, number> = new Map(factIds.map((fact, index) => [fact, index]))

/** The place of a fact in the order of the law: an index into `factIds`. */
export function orderOf(fact: FactId): number {
  return order.get(fact) ?? 0
}

/** Facts that follow from others. */
export const derivedFacts: ReadonlySet<FactId> = new Set(
  factIds.filter((fact) => {
    const spec: FactSpec = factSpecs[fact]
    return spec.derived ?? false
  }),
)
