// SPDX-License-Identifier: EUPL-1.2
// For every rule: systems that it must hit and systems that it must miss, in a closed world. A miss lacks exactly one
// thing, so that no part of a condition can be lost without a row failing.

interface RuleRow {
  readonly hits: readonly string[]
  readonly misses: readonly string[]
  /** The first day on which a hit is in force. */
  readonly from: string
  /** The rows themselves say what kind of system it is. */
  readonly bare?: true
}

const inferring = 'machine_based operates_with_some_autonomy infers_how_to_generate_output'
const everywhere = 'deployer_established_in_union'
const rbi = 'rbi_real_time publicly_accessible_space law_enforcement_purpose'
const intimate = 'generates_intimate_or_sexual_depiction_of_identifiable_person'
const sectionA = 'annex_i_section=A third_party_conformity_assessment_foreseen'
const sectionB = 'annex_i_section=B third_party_conformity_assessment_foreseen'
const grading = 'evaluates_learning_outcomes'

const scopeRows: Readonly<Record<string, RuleRow>> = {
  '3(1)': {
    bare: true,
    from: '2025-02-02',
    hits: [
      `${inferring} ${everywhere}`,
      `operates_with_some_autonomy infers_how_to_generate_output output_can_influence_environment ${everywhere}`,
      `machine_based infers_how_to_generate_output output_can_influence_environment ${everywhere}`,
      `machine_based operates_with_some_autonomy output_can_influence_environment ${everywhere}`,
      `${inferring} output_can_influence_environment only_human_defined_rules ${everywhere}`,
    ],
    misses: [`${inferring} output_can_influence_environment ${everywhere}`],
  },
  '2(1)': {
    bare: true,
    from: '2025-02-02',
    hits: [`${inferring} output_can_influence_environment`],
    misses: [
      `${inferring} output_can_influence_environment provider_places_or_puts_into_service_in_union`,
      `${inferring} output_can_influence_environment deployer_established_in_union`,
      `${inferring} output_can_influence_environment output_used_in_union`,
      `${inferring} output_can_influence_environment importer_or_distributor_in_union`,
      `${inferring} output_can_influence_environment product_manufacturer_own_name_in_union`,
    ],
  },
  'X2-3': { from: '2025-02-02', hits: ['exclusively_military_defence_natsec'], misses: [''] },
  'X2-4': {
    from: '2025-02-02',
    hits: ['third_country_authority_le_cooperation adequate_safeguards_fundamental_rights'],
    misses: ['third_country_authority_le_cooperation', 'adequate_safeguards_fundamental_rights'],
  },
  'X2-6': { from: '2025-02-02', hits: ['sole_purpose_scientific_rnd'], misses: [''] },
  'X2-8': {
    from: '2025-02-02',
    hits: ['pre_market_rnd_or_testing'],
    misses: ['', 'pre_market_rnd_or_testing real_world_testing'],
  },
  'X2-10': {
    from: '2025-02-02',
    hits: ['personal_nonprofessional_use role=deployer'],
    misses: [
      'personal_nonprofessional_use',
      'personal_nonprofessional_use role=provider',
      'personal_nonprofessional_use role=provider,deployer',
      'personal_nonprofessional_use role=deployer,importer',
      'role=deployer',
    ],
  },
  'X2-12': {
    from: '2025-02-02',
    hits: ['free_open_source_release'],
    misses: [
      '',
      'free_open_source_release builds_face_database_by_untargeted_scraping',
      'free_open_source_release recruitment_or_selection',
      'free_open_source_release interacts_directly_with_persons',
      // A ban that has not started yet already counts.
      'free_open_source_release generates_csam csam_output_is_intended_purpose',
    ],
  },
}

const prohibitedRows: Readonly<Record<string, RuleRow>> = {
  '5.1.a': {
    from: '2025-02-02',
    hits: ['subliminal_manipulative_or_deceptive_technique materially_distorts_behaviour significant_harm_likely'],
    misses: [
      'materially_distorts_behaviour significant_harm_likely',
      'subliminal_manipulative_or_deceptive_technique significant_harm_likely',
      'subliminal_manipulative_or_deceptive_technique materially_distorts_behaviour',
    ],
  },
  '5.1.b': {
    from: '2025-02-02',
    hits: ['exploits_vulnerability_age_disability_socioeconomic materially_distorts_behaviour significant_harm_likely'],
    misses: [
      'materially_distorts_behaviour significant_harm_likely',
      'exploits_vulnerability_age_disability_socioeconomic significant_harm_likely',
      'exploits_vulnerability_age_disability_socioeconomic materially_distorts_behaviour',
    ],
  },
  '5.1.c': {
    from: '2025-02-02',
    hits: [
      'evaluates_persons_over_time_on_social_behaviour_or_traits detriment_in_unrelated_context',
      'evaluates_persons_over_time_on_social_behaviour_or_traits detriment_unjustified_or_disproportionate',
    ],
    misses: ['detriment_in_unrelated_context', 'evaluates_persons_over_time_on_social_behaviour_or_traits'],
  },
  '5.1.d': {
    from: '2025-02-02',
    hits: ['predicts_crime_risk_of_person solely_profiling_or_personality_traits'],
    misses: [
      'solely_profiling_or_personality_traits',
      'predicts_crime_risk_of_person',
      'predicts_crime_risk_of_person solely_profiling_or_personality_traits ' +
        'supports_human_assessment_on_objective_verifiable_facts',
    ],
  },
  '5.1.e': { from: '2025-02-02', hits: ['builds_face_database_by_untargeted_scraping'], misses: [''] },
  '5.1.f': {
    from: '2025-02-02',
    hits: [
      'emotion_inference_from_biometrics context_workplace',
      'emotion_inference_from_biometrics context_education',
    ],
    misses: [
      'context_workplace',
      'emotion_inference_from_biometrics',
      'emotion_inference_from_biometrics context_workplace medical_or_safety_purpose',
    ],
  },
  '5.1.g': {
    from: '2025-02-02',
    hits: ['biometric_categorisation_of_individuals infers_race_politics_union_religion_sexlife'],
    misses: [
      'infers_race_politics_union_religion_sexlife',
      'biometric_categorisation_of_individuals',
      'biometric_categorisation_of_individuals infers_race_politics_union_religion_sexlife ' +
        'lawful_dataset_labelling_or_filtering',
    ],
  },
  '5.1.h': {
    from: '2025-02-02',
    hits: [
      rbi,
      `${rbi} national_law_permits_rbi prior_judicial_authorisation_or_urgent_24h fria_done registered_in_eu_database`,
      `${rbi} rbi_objective_victim_threat_or_annex_ii_suspect prior_judicial_authorisation_or_urgent_24h fria_done ` +
        'registered_in_eu_database',
      `${rbi} rbi_objective_victim_threat_or_annex_ii_suspect national_law_permits_rbi fria_done registered_in_eu_database`,
      `${rbi} rbi_objective_victim_threat_or_annex_ii_suspect national_law_permits_rbi ` +
        'prior_judicial_authorisation_or_urgent_24h registered_in_eu_database',
      `${rbi} rbi_objective_victim_threat_or_annex_ii_suspect national_law_permits_rbi ` +
        'prior_judicial_authorisation_or_urgent_24h fria_done',
    ],
    misses: [
      'publicly_accessible_space law_enforcement_purpose',
      'rbi_real_time law_enforcement_purpose',
      'rbi_real_time publicly_accessible_space',
      `${rbi} rbi_objective_victim_threat_or_annex_ii_suspect national_law_permits_rbi ` +
        'prior_judicial_authorisation_or_urgent_24h fria_done registered_in_eu_database',
    ],
  },
  '5.1.ba': {
    from: '2026-12-02',
    hits: [
      `${intimate} intimate_output_is_intended_purpose`,
      `${intimate} intimate_output_foreseeable_and_reproducible`,
      `${intimate} deployer_uses_it_to_generate_this reasonable_safeguards_against_it`,
    ],
    misses: [
      'intimate_output_foreseeable_and_reproducible',
      intimate,
      `${intimate} intimate_output_is_intended_purpose explicit_consent_of_person`,
      `${intimate} intimate_output_foreseeable_and_reproducible reasonable_safeguards_against_it`,
      `${intimate} intimate_output_is_intended_purpose manipulation_does_not_increase_exposure`,
    ],
  },
  '5.1.bb': {
    from: '2026-12-02',
    hits: [
      'generates_csam csam_output_is_intended_purpose',
      'generates_csam csam_output_foreseeable_and_reproducible',
      'generates_csam deployer_uses_it_to_generate_this reasonable_safeguards_against_it',
    ],
    misses: [
      'csam_output_foreseeable_and_reproducible',
      'generates_csam',
      'generates_csam csam_output_foreseeable_and_reproducible reasonable_safeguards_against_it',
      'generates_csam csam_output_is_intended_purpose national_law_without_right_defence',
    ],
  },
}

const productRows: Readonly<Record<string, RuleRow>> = {
  '6.1.A': {
    from: '2028-08-02',
    hits: [
      `${sectionA} ai_is_the_regulated_product`,
      `${sectionA} safety_function_intended`,
      `${sectionA} failure_endangers_health_or_safety`,
    ],
    misses: [
      'third_party_conformity_assessment_foreseen safety_function_intended',
      `${sectionB} safety_function_intended`,
      'annex_i_section=A safety_function_intended',
      sectionA,
      `${sectionA} safety_function_intended third_party_only_for_spectrum_or_emc`,
    ],
  },
  '6.1.B': {
    from: '2028-08-02',
    hits: [
      `${sectionB} ai_is_the_regulated_product`,
      `${sectionB} safety_function_intended`,
      `${sectionB} failure_endangers_health_or_safety`,
    ],
    misses: [
      'annex_i_section=none third_party_conformity_assessment_foreseen safety_function_intended',
      `${sectionA} safety_function_intended`,
      'annex_i_section=B safety_function_intended',
      sectionB,
      `${sectionB} safety_function_intended third_party_only_for_spectrum_or_emc`,
    ],
  },
}

function point(hits: readonly string[], misses: readonly string[] = ['']): RuleRow {
  return { from: '2027-12-02', hits, misses }
}

const pointRows: Readonly<Record<string, RuleRow>> = {
  '1.a': point(
    ['remote_biometric_identification'],
    ['', 'remote_biometric_identification biometric_verification_only'],
  ),
  '1.b': point(['biometric_categorisation_sensitive_attributes']),
  '1.c': point(['emotion_inference_from_biometrics']),
  '2': point(
    ['critical_infrastructure_operation safety_component_of_infrastructure'],
    [
      'safety_component_of_infrastructure',
      'critical_infrastructure_operation',
      'critical_infrastructure_operation safety_component_of_infrastructure cybersecurity_only',
    ],
  ),
  '3.a': point(['education_admission_or_assignment']),
  '3.b': point(['evaluates_learning_outcomes']),
  '3.c': point(['assesses_education_level']),
  '3.d': point(['monitors_prohibited_behaviour_during_tests']),
  '4.a': point(['recruitment_or_selection']),
  '4.b': point(['worker_decisions_allocation_or_monitoring']),
  '5.a': point(
    ['public_benefit_eligibility by_or_for_public_authority'],
    ['public_benefit_eligibility', 'by_or_for_public_authority'],
  ),
  '5.b': point(
    ['creditworthiness_natural_persons'],
    ['', 'creditworthiness_natural_persons financial_fraud_detection_only'],
  ),
  '5.c': point(['life_or_health_insurance_pricing_natural_persons']),
  '5.d': point(['emergency_call_dispatch_or_triage']),
  '6.a': point(['law_enforcement_use victim_risk_assessment'], ['law_enforcement_use', 'victim_risk_assessment']),
  '6.b': point(['law_enforcement_use polygraph_or_similar'], ['law_enforcement_use', 'polygraph_or_similar']),
  '6.c': point(['law_enforcement_use evidence_reliability'], ['law_enforcement_use', 'evidence_reliability']),
  '6.d': point(
    ['law_enforcement_use offending_risk_or_personality_or_past_crime'],
    ['law_enforcement_use', 'offending_risk_or_personality_or_past_crime'],
  ),
  '6.e': point(
    ['law_enforcement_use profiling_in_detection_investigation_prosecution'],
    ['law_enforcement_use', 'profiling_in_detection_investigation_prosecution'],
  ),
  '7.a': point(
    ['migration_asylum_border_use polygraph_or_similar'],
    ['migration_asylum_border_use', 'polygraph_or_similar'],
  ),
  '7.b': point(
    ['migration_asylum_border_use person_entry_risk_assessment'],
    ['migration_asylum_border_use', 'person_entry_risk_assessment'],
  ),
  '7.c': point(
    ['migration_asylum_border_use asylum_visa_residence_examination'],
    ['migration_asylum_border_use', 'asylum_visa_residence_examination'],
  ),
  '7.d': point(
    ['migration_asylum_border_use detects_or_identifies_persons'],
    [
      'migration_asylum_border_use',
      'detects_or_identifies_persons',
      'migration_asylum_border_use detects_or_identifies_persons travel_document_verification_only',
    ],
  ),
  '8.a': point(['judicial_or_adr_fact_law_application']),
  '8.b': point(
    ['influences_election_or_voting_behaviour'],
    ['', 'influences_election_or_voting_behaviour persons_not_directly_exposed_to_output'],
  ),
  filter_6_3: point(
    [
      `${grading} narrow_procedural_task`,
      `${grading} improves_completed_human_activity`,
      `${grading} detects_decision_patterns_with_proper_human_review`,
      `${grading} preparatory_task`,
    ],
    [
      grading,
      'narrow_procedural_task',
      `${sectionA} safety_function_intended narrow_procedural_task`,
      `${grading} narrow_procedural_task performs_profiling`,
      `${grading} narrow_procedural_task part_of_combined_or_agentic_system_that_influences_decision`,
      `${grading} narrow_procedural_task materially_influences_decision`,
    ],
  ),
}

const otherRows: Readonly<Record<string, RuleRow>> = {
  '50.1': {
    from: '2026-08-02',
    hits: ['interacts_directly_with_persons'],
    misses: [
      '',
      'interacts_directly_with_persons obvious_that_it_is_ai',
      'interacts_directly_with_persons authorised_by_law_crime_detection_not_public',
    ],
  },
  '50.2': {
    from: '2026-08-02',
    hits: ['generates_synthetic_audio_image_video_text'],
    misses: [
      '',
      'generates_synthetic_audio_image_video_text assistive_standard_editing',
      'generates_synthetic_audio_image_video_text does_not_substantially_alter_input',
      'generates_synthetic_audio_image_video_text authorised_by_law_crime_detection',
    ],
  },
  '50.3': {
    from: '2026-08-02',
    hits: ['emotion_recognition_system', 'biometric_categorisation_system'],
    misses: ['', 'emotion_recognition_system authorised_by_law_crime_detection'],
  },
  '50.4a': {
    from: '2026-08-02',
    hits: ['produces_deepfake'],
    misses: ['', 'produces_deepfake authorised_by_law_crime_detection'],
  },
  '50.4b': {
    from: '2026-08-02',
    hits: ['publishes_text_on_public_interest'],
    misses: [
      '',
      'publishes_text_on_public_interest human_review_and_editorial_responsibility',
      'publishes_text_on_public_interest authorised_by_law_crime_detection',
    ],
  },
  is_gpai_model: { from: '2025-08-02', hits: ['significant_generality_many_tasks'], misses: [''] },
  systemic: {
    from: '2025-08-02',
    hits: [
      'significant_generality_many_tasks training_flop=2e25',
      'significant_generality_many_tasks high_impact_capabilities',
      'significant_generality_many_tasks commission_designation',
    ],
    misses: [
      'training_flop=2e25',
      'significant_generality_many_tasks',
      'significant_generality_many_tasks training_flop=1e25',
    ],
  },
  '25.1.a': { from: '2027-12-02', hits: ['puts_own_name_on_high_risk_system'], misses: [''] },
  '25.1.b': {
    from: '2027-12-02',
    hits: ['substantial_modification_of_high_risk remains_high_risk'],
    misses: ['substantial_modification_of_high_risk', 'remains_high_risk'],
  },
  '25.1.c': { from: '2027-12-02', hits: ['changes_intended_purpose_so_it_becomes_high_risk'], misses: [''] },
}

export const ruleTable: Readonly<Record<string, RuleRow>> = {
  ...scopeRows,
  ...prohibitedRows,
  ...productRows,
  ...pointRows,
  ...otherRows,
}
