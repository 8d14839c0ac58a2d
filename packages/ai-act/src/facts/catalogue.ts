// SPDX-License-Identifier: EUPL-1.2
// Every fact that a rule may ask about, in the order in which the law asks. A fact that is not here is refused.
import { type Text, text } from '../text.ts'
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

export interface Topic {
  readonly id: string
  readonly title: Text
}

function topic(id: string, title: Text, facts: Readonly<Record<string, FactSpec>>) {
  return Object.keys(facts).map((fact) => [fact, { id, title }] as const)
}

/** Facts of one topic belong on one page: a person answers them faster together. */
const topics: ReadonlyMap<string, Topic> = new Map([
  ...topic('system', text('Is het een AI-systeem?', 'Is it an AI system?'), systemFacts),
  ...topic('territory', text('Is het in de EU?', 'Is it in the EU?'), territoryFacts),
  ...topic('exclusions', text('Geldt een uitzondering?', 'Does an exclusion apply?'), exclusionFacts),
  ...topic('role', text('Uw rol', 'Your role'), roleFacts),
  ...topic('manipulation', text('Manipulatie', 'Manipulation'), manipulationFacts),
  ...topic('scoring', text('Mensen een sociale score geven', 'Social scoring'), scoringFacts),
  ...topic('crime_prediction', text('Misdaad voorspellen', 'Predicting crime'), crimePredictionFacts),
  ...topic('biometrics', text('Gezicht, stem en lichaam', 'Face, voice and body'), biometricFacts),
  ...topic('imagery', text('Intieme beelden', 'Intimate images'), imageryFacts),
  ...topic('product', text('AI in een product', 'AI in a product'), productFacts),
  ...topic('infrastructure', text('Vitale infrastructuur', 'Critical infrastructure'), infrastructureFacts),
  ...topic('education', text('Onderwijs', 'Education'), educationFacts),
  ...topic('work', text('Werk', 'Work'), workFacts),
  ...topic('services', text('Diensten waar mensen van afhangen', 'Services that people depend on'), serviceFacts),
  ...topic('law_enforcement', text('Politie en justitie', 'Law enforcement'), lawEnforcementFacts),
  ...topic('migration', text('Migratie en grenzen', 'Migration and borders'), migrationFacts),
  ...topic('democracy', text('Rechtspraak en verkiezingen', 'Justice and elections'), democracyFacts),
  ...topic('filter', text('De uitzondering van artikel 6(3)', 'The exemption of article 6(3)'), filterFacts),
  ...topic('transparency', text('Openheid over AI', 'Openness about AI'), transparencyFacts),
  ...topic('model', text('Modellen voor algemeen gebruik', 'General-purpose models'), modelFacts),
  ...topic('obligations', text('Wat voor uw plichten telt', 'What counts for your duties'), obligationFacts),
])

const elsewhere: Topic = { id: 'other', title: text('Overig', 'Other') }

export function topicOf(fact: FactId): Topic {
  return topics.get(fact) ?? elsewhere
}
