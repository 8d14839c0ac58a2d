// SPDX-License-Identifier: EUPL-1.2
// Art. 6(2) and Annex III: the 25 uses that are high-risk, and the filter of art. 6(3) that may take one out.
import { type Text, text } from '../text.ts'
import type { Condition, Law, Rule } from './types.ts'

function point(id: string, title: Text, when: Condition, more: Pick<Rule, 'note' | 'readings'> = {}): Rule {
  const [number = '', letter] = id.split('.')
  return { id, article: `Annex III ${letter === undefined ? number : `${number}(${letter})`}`, title, when, ...more }
}

export const annexIII: readonly Rule[] = [
  point(
    '1.a',
    text('mensen op afstand herkennen', 'remote biometric identification'),
    { all: ['remote_biometric_identification'], none: ['biometric_verification_only'] },
    {
      note: text(
        'Twee mensen moeten een herkenning bevestigen (artikel 14(5)); eigen eisen aan het logboek (artikel 12(3)).',
        'Two people have to confirm an identification (article 14(5)); own requirements for the log (article 12(3)).',
      ),
    },
  ),
  point(
    '1.b',
    text('mensen biometrisch indelen op gevoelige kenmerken', 'biometric categorisation by sensitive attributes'),
    {
      all: ['biometric_categorisation_sensitive_attributes'],
    },
  ),
  point('1.c', text('emoties herkennen uit gezicht, stem of lichaam', 'emotion recognition from biometrics'), {
    all: ['emotion_inference_from_biometrics'],
  }),
  point(
    '2',
    text('veiligheid van vitale infrastructuur', 'safety of critical infrastructure'),
    { all: ['critical_infrastructure_operation', 'safety_component_of_infrastructure'], none: ['cybersecurity_only'] },
    {
      note: text(
        'Ontwerprichtsnoeren: het gaat om instellingen die onder de CER-richtlijn zijn aangewezen.',
        'Draft guidelines: this is about entities identified under the CER Directive.',
      ),
      readings: ['R2'],
    },
  ),
  point('3.a', text('toelating of plaatsing in het onderwijs', 'admission or assignment in education'), {
    all: ['education_admission_or_assignment'],
  }),
  point('3.b', text('leerresultaten beoordelen', 'evaluating learning outcomes'), {
    all: ['evaluates_learning_outcomes'],
  }),
  point('3.c', text('passend niveau van onderwijs bepalen', 'assessing the level of education'), {
    all: ['assesses_education_level'],
  }),
  point('3.d', text('spieken bij toetsen opsporen', 'detecting cheating in tests'), {
    all: ['monitors_prohibited_behaviour_during_tests'],
  }),
  point(
    '4.a',
    text('werving en selectie', 'recruitment and selection'),
    { all: ['recruitment_or_selection'] },
    {
      note: text(
        'Ook gerichte vacatures en een eerste schifting van sollicitaties.',
        'Also targeted vacancies and a first filter of job applications.',
      ),
    },
  ),
  point(
    '4.b',
    text(
      'besluiten over medewerkers, werk verdelen, medewerkers volgen',
      'worker decisions, allocation and monitoring',
    ),
    { all: ['worker_decisions_allocation_or_monitoring'] },
    {
      note: text(
        'Werk verdelen telt alleen als dat op gedrag of persoonlijke trekken gebeurt.',
        'Allocating tasks counts only if based on individual behaviour or traits.',
      ),
    },
  ),
  point('5.a', text('recht op uitkeringen en publieke diensten', 'eligibility for public benefits and services'), {
    all: ['public_benefit_eligibility', 'by_or_for_public_authority'],
  }),
  point(
    '5.b',
    text('kredietwaardigheid van mensen', 'creditworthiness of people'),
    { all: ['creditworthiness_natural_persons'], none: ['financial_fraud_detection_only'] },
    { note: text('Alleen over bedrijven: valt erbuiten.', 'On companies only: falls outside.') },
  ),
  point('5.c', text('risico en prijs van levens- en zorgverzekering', 'risk and price of life and health insurance'), {
    all: ['life_or_health_insurance_pricing_natural_persons'],
  }),
  point('5.d', text('noodoproepen en spoedeisende hulp', 'emergency calls and triage'), {
    all: ['emergency_call_dispatch_or_triage'],
  }),
  point('6.a', text('kans om slachtoffer te worden', 'risk of becoming a victim'), {
    all: ['law_enforcement_use', 'victim_risk_assessment'],
  }),
  point('6.b', text('leugendetector bij opsporing', 'lie detector in law enforcement'), {
    all: ['law_enforcement_use', 'polygraph_or_similar'],
  }),
  point('6.c', text('betrouwbaarheid van bewijs', 'reliability of evidence'), {
    all: ['law_enforcement_use', 'evidence_reliability'],
  }),
  point('6.d', text('kans op een misdrijf, niet alleen op een profiel', 'risk of offending, not solely on a profile'), {
    all: ['law_enforcement_use', 'offending_risk_or_personality_or_past_crime'],
  }),
  point('6.e', text('profielen bij opsporing', 'profiling in law enforcement'), {
    all: ['law_enforcement_use', 'profiling_in_detection_investigation_prosecution'],
  }),
  point('7.a', text('leugendetector bij migratie', 'lie detector in migration'), {
    all: ['migration_asylum_border_use', 'polygraph_or_similar'],
  }),
  point('7.b', text('risico van een reiziger', 'risk that a traveller poses'), {
    all: ['migration_asylum_border_use', 'person_entry_risk_assessment'],
  }),
  point('7.c', text('aanvraag voor asiel, visum of verblijf', 'application for asylum, visa or residence'), {
    all: ['migration_asylum_border_use', 'asylum_visa_residence_examination'],
  }),
  point('7.d', text('mensen herkennen bij migratie', 'detecting or identifying people in migration'), {
    all: ['migration_asylum_border_use', 'detects_or_identifies_persons'],
    none: ['travel_document_verification_only'],
  }),
  point(
    '8.a',
    text('hulp aan rechter of geschillencommissie', 'assisting a court or dispute body'),
    { all: ['judicial_or_adr_fact_law_application'] },
    {
      note: text(
        'Alleen hulp voor of namens een rechterlijke instantie of geschillencommissie; administratie valt erbuiten.',
        'Only tools for or on behalf of a judicial authority or dispute body; administration falls outside.',
      ),
    },
  ),
  point('8.b', text('verkiezingen en stemgedrag beïnvloeden', 'influencing elections and voting'), {
    all: ['influences_election_or_voting_behaviour'],
    none: ['persons_not_directly_exposed_to_output'],
  }),
]

/**
 * The conditions are exhaustive, alternative and interpreted narrowly (draft guidelines 88). A person in the loop is
 * never enough to open the filter (70); a module of a combined or agentic system can't use it (75, 90) unless it is
 * separable (76).
 */
export const filter: Rule = {
  id: 'filter_6_3',
  article: 'Art. 6(3)',
  title: text('de uitzondering voor kleine hulptaken', 'the exemption for minor supporting tasks'),
  when: {
    any: [
      'narrow_procedural_task',
      'improves_completed_human_activity',
      'detects_decision_patterns_with_proper_human_review',
      'preparatory_task',
    ],
    none: [
      'performs_profiling',
      'part_of_combined_or_agentic_system_that_influences_decision',
      'materially_influences_decision',
    ],
  },
  note: text(
    'U beoordeelt dit zelf en legt de regel strikt uit. Sorteren op een ingevuld veld mag; een score, rangorde of oordeel niet.',
    'You assess this yourself, read narrowly. Sorting by a filled-in field is fine; a score, ranking or judgement is not.',
  ),
  readings: ['R2'],
}

export const filterBlockers: Law['filterBlockers'] = [
  { fact: 'materially_influences_decision', reading: 'R3' },
  { fact: 'part_of_combined_or_agentic_system_that_influences_decision', reading: 'R4' },
]
