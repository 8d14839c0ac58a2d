// SPDX-License-Identifier: EUPL-1.2
// For every obligation and procedure: systems that have it and systems that don't, in a closed world. Each row of a
// system without it lacks exactly one thing.

interface DutyRow {
  readonly has: readonly string[]
  readonly hasNot: readonly string[]
  /** The first day, unless the systems above have another; procedures have none. */
  readonly from?: string
}

const pointFour = 'recruitment_or_selection'
const pointTwo = 'critical_infrastructure_operation safety_component_of_infrastructure'
const pointOne = 'remote_biometric_identification'
const sectionA = 'annex_i_section=A safety_function_intended third_party_conformity_assessment_foreseen'
const sectionB = 'annex_i_section=B safety_function_intended third_party_conformity_assessment_foreseen'
const filtered = 'evaluates_learning_outcomes narrow_procedural_task'
const model = 'significant_generality_many_tasks'
const systemic = 'significant_generality_many_tasks commission_designation'

/** Duties of a system that is high-risk by Annex III or section A of Annex I; section B is subject to its own law. */
function ofHighRisk(role: string, other: string): DutyRow {
  return {
    from: '2027-12-02',
    has: [`${pointFour} role=${role}`, `${pointTwo} role=${role}`, `${sectionA} role=${role}`],
    hasNot: [
      `role=${role}`,
      `${pointFour} role=${other}`,
      `${sectionB} role=${role}`,
      `${filtered} role=${role}`,
      `${pointFour} role=${role} exclusively_military_defence_natsec`,
    ],
  }
}

function underCondition(role: string, other: string, condition: string, lacking: readonly string[]): DutyRow {
  const row = ofHighRisk(role, other)
  return {
    from: '2027-12-02',
    has: row.has.map((facts) => `${facts} ${condition}`),
    hasNot: [
      ...row.hasNot.map((facts) => `${facts} ${condition}`),
      ...lacking.map((facts) => `${pointFour} role=${role} ${facts}`),
    ],
  }
}

const provider = ofHighRisk('provider', 'deployer')
const deployer = ofHighRisk('deployer', 'provider')

const generalRows: Readonly<Record<string, DutyRow>> = {
  'O-04': {
    from: '2025-02-02',
    has: ['role=provider', 'role=deployer'],
    hasNot: ['role=importer', 'role=deployer personal_nonprofessional_use', 'role=provider free_open_source_release'],
  },
  'O-05': {
    from: '2025-02-02',
    has: ['builds_face_database_by_untargeted_scraping', 'builds_face_database_by_untargeted_scraping role=importer'],
    hasNot: [pointFour],
  },
  'O-87': { from: '2026-08-02', has: ['', 'role=importer'], hasNot: ['sole_purpose_scientific_rnd'] },
  'O-GDPR22': { from: '2018-05-25', has: ['processes_personal_data'], hasNot: [''] },
  'O-50.1': {
    from: '2026-08-02',
    has: ['interacts_directly_with_persons role=provider'],
    hasNot: ['interacts_directly_with_persons role=deployer', 'role=provider'],
  },
  'O-50.2': {
    from: '2026-08-02',
    has: ['generates_synthetic_audio_image_video_text role=provider'],
    hasNot: ['generates_synthetic_audio_image_video_text role=deployer', 'role=provider'],
  },
  'O-50.3': {
    from: '2026-08-02',
    has: ['emotion_recognition_system role=deployer'],
    hasNot: ['emotion_recognition_system role=provider', 'role=deployer'],
  },
  'O-50.4a': {
    from: '2026-08-02',
    has: ['produces_deepfake role=deployer'],
    hasNot: ['produces_deepfake role=provider', 'role=deployer'],
  },
  'O-50.4b': {
    from: '2026-08-02',
    has: ['publishes_text_on_public_interest role=deployer'],
    hasNot: ['publishes_text_on_public_interest role=provider', 'role=deployer'],
  },
  'O-50.5': {
    from: '2026-08-02',
    has: ['produces_deepfake role=deployer', 'interacts_directly_with_persons role=provider'],
    hasNot: ['role=deployer', 'produces_deepfake role=importer'],
  },
}

const providerRows: Readonly<Record<string, DutyRow>> = {
  'O-06-4': {
    from: '2027-12-02',
    has: [`${filtered} role=provider`],
    hasNot: [`${filtered} role=deployer`, `${pointFour} role=provider`, 'narrow_procedural_task role=provider'],
  },
  'O-09': provider,
  'O-10': provider,
  'O-11': provider,
  'O-12': provider,
  'O-13': provider,
  'O-14': provider,
  'O-15': provider,
  'O-16b': provider,
  'O-17': provider,
  'O-18': provider,
  'O-19': provider,
  'O-20': provider,
  'O-21': provider,
  'O-22': {
    from: '2027-12-02',
    has: [
      `${pointFour} role=provider provider_established_outside_union`,
      `${pointFour} role=authorised_rep provider_established_outside_union`,
    ],
    hasNot: [`${pointFour} role=provider`, `${pointFour} role=deployer provider_established_outside_union`],
  },
  'O-23': ofHighRisk('importer', 'provider'),
  'O-24': ofHighRisk('distributor', 'provider'),
  'O-25-2': {
    from: '2027-12-02',
    has: [`${pointFour} role=provider`, `${pointFour} role=supplier`],
    hasNot: [`${pointFour} role=deployer`, `${sectionB} role=supplier`],
  },
  'O-43': provider,
  'O-47': provider,
  'O-48': provider,
  'O-49-1': {
    from: '2027-12-02',
    has: [`${pointFour} role=provider`, `${pointFour} ${pointTwo} role=provider`],
    hasNot: [`${pointTwo} role=provider`, `${sectionA} role=provider`, `${pointFour} role=deployer`],
  },
  'O-49-2': {
    from: '2027-12-02',
    has: [`${filtered} role=provider`],
    hasNot: [`${filtered} role=deployer`, `${pointFour} role=provider`],
  },
  'O-49-5': {
    from: '2027-12-02',
    has: [`${pointTwo} role=provider`],
    hasNot: [`${pointFour} role=provider`, `${sectionA} role=provider`, `${pointTwo} role=deployer`],
  },
  'O-60': {
    from: '2027-12-02',
    has: [
      `${pointFour} role=provider real_world_testing`,
      `${sectionA} role=provider real_world_testing`,
      `${sectionB} role=provider real_world_testing`,
    ],
    hasNot: [`${pointFour} role=provider`, `${pointFour} role=deployer real_world_testing`],
  },
  'O-72': provider,
  'O-73': provider,
}

const deployerRows: Readonly<Record<string, DutyRow>> = {
  'O-26-1': deployer,
  'O-26-2': deployer,
  'O-26-4': deployer,
  'O-26-5': deployer,
  'O-26-6': deployer,
  'O-26-7': underCondition('deployer', 'provider', 'workplace_use employer', ['workplace_use', 'employer']),
  'O-26-8': underCondition('deployer', 'provider', 'deployer_public_authority', ['']),
  'O-26-9': deployer,
  'O-26-10': underCondition('deployer', 'provider', 'post_rbi_law_enforcement', ['']),
  'O-26-11': {
    from: '2027-12-02',
    has: [`${pointFour} role=deployer`, `${pointTwo} role=deployer`],
    hasNot: [`${sectionA} role=deployer`, `${pointFour} role=provider`],
  },
  'O-26-12': deployer,
  'O-27': {
    from: '2027-12-02',
    has: [
      `${pointFour} role=deployer deployer_public_body`,
      `${pointFour} role=deployer private_entity_public_service`,
      `${pointFour} role=deployer annex_iii_5b_or_5c`,
      'creditworthiness_natural_persons role=deployer',
      'life_or_health_insurance_pricing_natural_persons role=deployer',
    ],
    hasNot: [
      `${pointFour} role=deployer`,
      `${pointTwo} role=deployer deployer_public_body`,
      `${sectionA} role=deployer deployer_public_body`,
      `${pointFour} role=provider deployer_public_body`,
    ],
  },
  'O-86': {
    from: '2027-12-02',
    has: [`${pointFour} role=deployer`],
    hasNot: [`${pointTwo} role=deployer`, `${sectionA} role=deployer`, `${pointFour} role=provider`],
  },
}

function ofModels(kind: string, without: readonly string[], more: string): DutyRow {
  return {
    from: '2025-08-02',
    has: [`${kind} role=provider ${more}`, `!machine_based ${kind} role=provider ${more}`],
    hasNot: [
      `role=provider ${more}`,
      `${kind} role=provider sole_purpose_scientific_rnd ${more}`,
      `${kind} role=deployer ${more}`,
      ...without.map((facts) => `${facts} role=provider`),
    ],
  }
}

/** Art. 53(2), 54(6): an open model is exempt from these, unless it has systemic risk. */
function sparedWhenOpen(more: string, without: readonly string[] = []): DutyRow {
  const row = ofModels(model, [`${model} free_open_source_release ${more}`, ...without], more)
  return { ...row, has: [...row.has, `${systemic} free_open_source_release role=provider ${more}`] }
}

const modelRows: Readonly<Record<string, DutyRow>> = {
  'G-52': ofModels(systemic, [model], ''),
  'G-53a': sparedWhenOpen(''),
  'G-53b': sparedWhenOpen(''),
  'G-53c': ofModels(model, [], 'free_open_source_release'),
  'G-53d': ofModels(model, [], 'free_open_source_release'),
  'G-54': sparedWhenOpen('provider_established_outside_union', [model]),
  'G-55a': ofModels(systemic, [model], 'free_open_source_release'),
  'G-55b': ofModels(systemic, [model], 'free_open_source_release'),
  'G-55c': ofModels(systemic, [model], 'free_open_source_release'),
  'G-55d': ofModels(systemic, [model], 'free_open_source_release'),
}

const procedureRows: Readonly<Record<string, DutyRow>> = {
  'C-1': {
    has: [`${pointOne} harmonised_standards_fully_applied`],
    hasNot: [pointOne, `${pointFour} harmonised_standards_fully_applied`],
  },
  'C-2': {
    has: [pointOne, 'emotion_inference_from_biometrics'],
    hasNot: [pointFour, `${pointOne} harmonised_standards_fully_applied`],
  },
  'C-3': { has: [pointFour, pointTwo], hasNot: [pointOne, 'emotion_inference_from_biometrics', sectionA, filtered] },
  'C-4': { has: [sectionA], hasNot: [sectionB, pointFour] },
  'C-5': {
    has: [`${pointOne} ai_office_supervised`, `${sectionA} ai_office_supervised`],
    hasNot: [pointOne, `${pointFour} ai_office_supervised`, 'ai_office_supervised'],
  },
  'C-6': {
    has: [`${pointFour} substantial_modification_of_high_risk`],
    hasNot: [pointFour, 'substantial_modification_of_high_risk'],
  },
}

export const dutyTable: Readonly<Record<string, DutyRow>> = {
  ...generalRows,
  ...providerRows,
  ...deployerRows,
  ...modelRows,
  ...procedureRows,
}
