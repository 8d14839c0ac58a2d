// SPDX-License-Identifier: EUPL-1.2
// Nineteen worked examples of systems with their class, written by reading the law.
import type { Label } from '../law/types.ts'

interface Vector {
  readonly id: string
  readonly description: string
  /** The date of evaluation; 22 November 2026 by default. */
  readonly on?: string
  /** Absent facts count as false, unless this is false. */
  readonly closed?: boolean
  readonly facts: Readonly<Record<string, boolean | string>>
  readonly expect: {
    readonly label: Label
    readonly why?: string
    readonly filtered?: boolean
    readonly annex_iii?: readonly string[]
    readonly annex_i?: readonly string[]
    readonly art5?: readonly string[]
    readonly art5_future?: readonly string[]
    readonly art50?: readonly string[]
    readonly open?: readonly string[]
  }
}

const system = {
  machine_based: true,
  operates_with_some_autonomy: true,
  infers_how_to_generate_output: true,
  output_can_influence_environment: true,
  deployer_established_in_union: true,
} as const

export const vectors: readonly Vector[] = [
  {
    id: 'V01',
    description: 'Excel macro with fixed human-written rules',
    facts: { ...system, only_human_defined_rules: true },
    expect: { label: 'out_of_scope', why: '3(1)' },
  },
  {
    id: 'V04',
    description: 'First filter on job applications',
    facts: { ...system, recruitment_or_selection: true, performs_profiling: true, preparatory_task: true },
    expect: { label: 'high', annex_iii: ['4.a'], filtered: false },
  },
  {
    id: 'V07',
    description: 'Customer chatbot',
    facts: { ...system, interacts_directly_with_persons: true, generates_synthetic_audio_image_video_text: true },
    expect: { label: 'limited', art50: ['50.1', '50.2'] },
  },
  {
    id: 'V10',
    description: 'Credit scoring of consumers',
    facts: { ...system, creditworthiness_natural_persons: true, performs_profiling: true },
    expect: { label: 'high', annex_iii: ['5.b'] },
  },
  {
    id: 'V13',
    description: 'Drowsiness detection of drivers for safety',
    facts: {
      ...system,
      emotion_inference_from_biometrics: true,
      context_workplace: true,
      medical_or_safety_purpose: true,
      emotion_recognition_system: true,
    },
    expect: { label: 'high', annex_iii: ['1.c'], art50: ['50.3'] },
  },
  {
    id: 'V16',
    description: 'Nudifier app today (before 2 Dec 2026)',
    facts: {
      ...system,
      generates_intimate_or_sexual_depiction_of_identifiable_person: true,
      explicit_consent_of_person: false,
      intimate_output_is_intended_purpose: true,
      generates_synthetic_audio_image_video_text: true,
      produces_deepfake: true,
    },
    expect: { label: 'limited', art5: [], art5_future: ['5.1.ba'] },
  },
  {
    id: 'V19',
    description: 'Image model with adequate safeguards',
    on: '2027-01-01',
    facts: {
      ...system,
      generates_intimate_or_sexual_depiction_of_identifiable_person: true,
      explicit_consent_of_person: false,
      intimate_output_foreseeable_and_reproducible: true,
      reasonable_safeguards_against_it: true,
      generates_synthetic_audio_image_video_text: true,
    },
    expect: { label: 'limited' },
  },
  {
    id: 'V22',
    description: 'Phone unlock by face',
    facts: { ...system, remote_biometric_identification: true, biometric_verification_only: true },
    expect: { label: 'minimal', annex_iii: [] },
  },
  {
    id: 'V25',
    description: 'Robot safety vision under Machinery Regulation',
    facts: {
      ...system,
      annex_i_section: 'B',
      safety_function_intended: true,
      third_party_conformity_assessment_foreseen: true,
    },
    expect: { label: 'high', annex_i: ['6.1.B'] },
  },
  {
    id: 'V28',
    description: 'Filter never helps Art 6(1)',
    facts: {
      ...system,
      annex_i_section: 'A',
      safety_function_intended: true,
      third_party_conformity_assessment_foreseen: true,
      narrow_procedural_task: true,
    },
    expect: { label: 'high', filtered: false },
  },
  {
    id: 'V31',
    description: 'Lab test before market',
    facts: { ...system, pre_market_rnd_or_testing: true, real_world_testing: false },
    expect: { label: 'out_of_scope', why: 'X2-8' },
  },
  {
    id: 'V34',
    description: 'Open-source spam filter',
    facts: { ...system, free_open_source_release: true },
    expect: { label: 'out_of_scope', why: 'X2-12' },
  },
  {
    id: 'V37',
    description: 'Non-EU vendor, output not used in EU',
    facts: { ...system, deployer_established_in_union: false },
    expect: { label: 'out_of_scope', why: '2(1)' },
  },
  {
    id: 'V40',
    description: 'Teacher grading-pattern checker with review',
    facts: { ...system, evaluates_learning_outcomes: true, detects_decision_patterns_with_proper_human_review: true },
    expect: { label: 'minimal', filtered: true },
  },
  {
    id: 'V43',
    description: 'Deepfake satire video',
    facts: { ...system, generates_synthetic_audio_image_video_text: true, produces_deepfake: true },
    expect: { label: 'limited', art50: ['50.2', '50.4a'] },
  },
  {
    id: 'V46',
    description: 'Crime prediction of a person solely from profile',
    facts: {
      ...system,
      predicts_crime_risk_of_person: true,
      solely_profiling_or_personality_traits: true,
      law_enforcement_use: true,
    },
    expect: { label: 'prohibited', art5: ['5.1.d'] },
  },
  {
    id: 'V49',
    description: 'Power-grid protection AI',
    facts: { ...system, critical_infrastructure_operation: true, safety_component_of_infrastructure: true },
    expect: { label: 'high', annex_iii: ['2'] },
  },
  {
    id: 'V52',
    description: 'Unknown profiling on a recruitment pre-sorter: stays high until answered',
    closed: false,
    facts: {
      ...system,
      recruitment_or_selection: true,
      narrow_procedural_task: true,
      part_of_combined_or_agentic_system_that_influences_decision: false,
      materially_influences_decision: false,
      only_human_defined_rules: false,
    },
    expect: { label: 'high', open: ['filter_6_3'] },
  },
  {
    id: 'V55',
    description: 'Anonymisation of judgments',
    facts: { ...system, judicial_or_adr_fact_law_application: true, narrow_procedural_task: true },
    expect: { label: 'minimal', filtered: true },
  },
]
