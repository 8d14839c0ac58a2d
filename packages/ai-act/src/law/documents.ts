// SPDX-License-Identifier: EUPL-1.2
// The fields of the documents that the law requires, in its order, and which registrations are not public.
import { text } from '../text.ts'
import type { Clause, Law } from './types.ts'

const viiiShared = [
  'provider_name_address_contact',
  'submitter_name_address_contact',
  'authorised_rep',
  'trade_name_and_traceable_reference',
] as const

export const documents: Law['documents'] = {
  annex_viii_a: [
    ...viiiShared,
    'intended_purpose_components_functions',
    'information_used_and_operating_logic_brief',
    'status',
    'certificate_type_number_expiry_notified_body',
    'certificate_scan',
    'member_states',
    'eu_declaration_of_conformity',
    'electronic_instructions_for_use_not_for_LE_migration',
    'url_optional',
  ],
  annex_viii_b: [...viiiShared, 'intended_purpose', 'article_6_3_condition', 'status'],
  annex_viii_c: [
    'deployer_name_address_contact',
    'submitter_name_address_contact',
    'url_of_provider_entry',
    'fria_summary',
    'dpia_summary_if_applicable',
  ],
  fria: [
    'processes_of_use',
    'period_and_frequency',
    'categories_of_persons_and_groups',
    'specific_risks_of_harm',
    'human_oversight_measures',
    'measures_if_risks_materialise_incl_governance_and_complaints',
  ],
  annex_iv: [
    'general_description',
    'detailed_elements_and_development',
    'monitoring_functioning_control',
    'appropriateness_of_performance_metrics',
    'risk_management_system',
    'changes_over_lifecycle',
    'harmonised_standards_or_other_solutions',
    'eu_declaration_of_conformity',
    'post_market_evaluation_system_and_plan',
  ],
  annex_v: [
    'name_type_reference',
    'provider_and_rep',
    'sole_responsibility_statement',
    'conformity_statement',
    'personal_data_statement',
    'standards_or_common_specs',
    'notified_body_and_certificate',
    'place_date_signatory_function_signature',
  ],
  art_13_3: [
    'provider_identity',
    'intended_purpose',
    'accuracy_robustness_cybersecurity_levels',
    'foreseeable_misuse_risks',
    'explanation_capabilities',
    'performance_per_group',
    'input_data_specs',
    'interpretation_info',
    'predetermined_changes',
    'human_oversight_measures',
    'compute_hardware_lifetime_maintenance',
    'log_mechanisms',
  ],
  art_12_3: ['start_end_of_each_use', 'reference_database', 'matched_input_data', 'verifying_natural_persons'],
  art_6_4: ['intended_purpose', 'why_annex_iii', 'which_6_3_condition_and_why', 'why_no_profiling'],
}

export const notPublic: Clause = {
  article: 'Art. 49(4)',
  what: text(
    'Bijlage III 1, 6 en 7 bij opsporing, migratie, asiel en grenzen: alleen VIII A 1-10 zonder 6, 8 en 9, VIII B 1-5 ' +
      'en 8, VIII C 1-3 en IX 1, 2, 3 en 5, niet openbaar.',
    'Annex III 1, 6 and 7 in law enforcement, migration, asylum and border control: only VIII A 1-10 except 6, 8 and 9, ' +
      'VIII B 1-5 and 8, VIII C 1-3 and IX 1, 2, 3 and 5, not public.',
  ),
}
