// SPDX-License-Identifier: EUPL-1.2
// Systems close to what the rules describe: a few rows of the rule table, mixed with other answers.
import fc from 'fast-check'
import { AiActError } from '../errors.ts'
import { type FactId, factIds, factSpecs } from '../facts/catalogue.ts'
import { Facts } from '../facts/facts.ts'
import { ruleTable } from './rule-table.ts'
import { aSystem, bareSystem } from './system.ts'

/** Facts for which "yes" can only make a class milder; "yes" to any other yes/no fact can only make it stricter. */
export const mildFacts: ReadonlySet<FactId> = new Set<FactId>([
  'only_human_defined_rules',
  'exclusively_military_defence_natsec',
  'third_country_authority_le_cooperation',
  'adequate_safeguards_fundamental_rights',
  'sole_purpose_scientific_rnd',
  'pre_market_rnd_or_testing',
  'personal_nonprofessional_use',
  'free_open_source_release',
  'supports_human_assessment_on_objective_verifiable_facts',
  'medical_or_safety_purpose',
  'lawful_dataset_labelling_or_filtering',
  'rbi_objective_victim_threat_or_annex_ii_suspect',
  'national_law_permits_rbi',
  'prior_judicial_authorisation_or_urgent_24h',
  'fria_done',
  'registered_in_eu_database',
  'explicit_consent_of_person',
  'reasonable_safeguards_against_it',
  'manipulation_does_not_increase_exposure',
  'national_law_without_right_defence',
  'third_party_only_for_spectrum_or_emc',
  'biometric_verification_only',
  'cybersecurity_only',
  'financial_fraud_detection_only',
  'travel_document_verification_only',
  'persons_not_directly_exposed_to_output',
  'narrow_procedural_task',
  'improves_completed_human_activity',
  'detects_decision_patterns_with_proper_human_review',
  'preparatory_task',
  'obvious_that_it_is_ai',
  'authorised_by_law_crime_detection_not_public',
  'authorised_by_law_crime_detection',
  'assistive_standard_editing',
  'does_not_substantially_alter_input',
  'human_review_and_editorial_responsibility',
])

export const yesNoFacts: readonly FactId[] = factIds.filter((fact) => factSpecs[fact].kind === 'yes_no')

/** The answer that makes a class as strict, or as mild, as it can be. */
export function answerThat(
  extreme: 'strictest' | 'mildest',
  fact: FactId,
): boolean | number | string | readonly string[] {
  const strict = extreme === 'strictest'
  switch (factSpecs[fact].kind) {
    case 'yes_no':
      return mildFacts.has(fact) !== strict
    case 'section':
      return strict ? 'A' : 'none'
    case 'roles':
      return strict ? ['provider', 'deployer'] : ['deployer']
    case 'number':
      return strict ? 1e26 : 0
    case 'date':
      return '2026-01-01'
  }
}

/** The facts, or undefined when they contradict each other. */
export function parsed(facts: Readonly<Record<string, unknown>>): Facts | undefined {
  try {
    return Facts.parse(facts)
  } catch (error) {
    if (error instanceof AiActError && error.code === 'contradictory_facts') return undefined
    throw error
  }
}

const rows = Object.values(ruleTable).flatMap(({ hits, misses, bare }) =>
  [...hits, ...misses].map((line) => (bare === true ? bareSystem(line) : aSystem(line)).toJSON()),
)

const someAnswer = fc.tuple(fc.constantFrom(...yesNoFacts), fc.constantFrom(true, false, 'unknown'))

const someValues = fc.record(
  {
    annex_i_section: fc.constantFrom('A', 'B', 'none'),
    role: fc.constantFrom('provider', 'deployer', ['provider', 'deployer'], 'importer', 'product_manufacturer'),
    training_flop: fc.constantFrom(1e20, 1e26),
    placed_on_market_on: fc.constantFrom('2025-01-01', '2026-09-01', '2028-01-01'),
  },
  { requiredKeys: [] },
)

export const someFacts: fc.Arbitrary<Facts> = fc
  .tuple(fc.array(fc.constantFrom(...rows), { maxLength: 3 }), fc.array(someAnswer, { maxLength: 12 }), someValues)
  .map(([near, answers, values]) => parsed(Object.assign({}, ...near, Object.fromEntries(answers), values)))
  .filter((facts) => facts !== undefined)

/** Nearly every yes/no fact has an answer, so that filters and exclusions decide. */
export const someKnownFacts: fc.Arbitrary<Facts> = fc
  .tuple(someFacts, fc.subarray([...yesNoFacts], { maxLength: 6 }))
  .map(([facts, open]) => {
    const answered = yesNoFacts.filter((fact) => !open.includes(fact)).map((fact) => [fact, false])
    return parsed({ ...Object.fromEntries(answered), ...facts.toJSON() })
  })
  .filter((facts) => facts !== undefined)
