// SPDX-License-Identifier: EUPL-1.2
// What surrounds the duties: conformity routes (art. 43, 75), fines (99, 101), incidents (73) and document fields.
import { text } from '../text.ts'
import type { Clause, ConformityRule, IncidentDeadline, Law, PenaltyTier, Reading } from './types.ts'

export const conformity: readonly ConformityRule[] = [
  {
    id: 'C-1',
    article: 'Art. 43(1)',
    when: { all: ['_annex_iii_1', 'harmonised_standards_fully_applied'] },
    procedure: text(
      'Kies: zelf controleren (bijlage VI) of een aangemelde instantie (bijlage VII).',
      'Choose: internal control (Annex VI) or a notified body (Annex VII).',
    ),
  },
  {
    id: 'C-2',
    article: 'Art. 43(1)',
    when: { all: ['_annex_iii_1'], none: ['harmonised_standards_fully_applied'] },
    procedure: text(
      'Een aangemelde instantie keurt (bijlage VII). Bij opsporing, migratie en EU-instellingen doet de ' +
        'markttoezichthouder dat.',
      'A notified body assesses (Annex VII). For law enforcement, migration and EU bodies the market surveillance ' +
        'authority does.',
    ),
  },
  {
    id: 'C-3',
    article: 'Art. 43(2)',
    when: '_annex_iii_2_8',
    procedure: text('De aanbieder controleert zelf (bijlage VI).', 'The provider does internal control (Annex VI).'),
  },
  {
    id: 'C-4',
    article: 'Art. 43(3)',
    when: '_annex_i_a',
    procedure: text(
      'De keuring van de wet voor het product, met de eisen van afdeling 2 en een kwaliteitssysteem.',
      'The procedure of the act on the product, with the requirements of section 2 and a quality management system.',
    ),
  },
  {
    id: 'C-5',
    article: 'Art. 75(1)',
    when: { all: ['ai_office_supervised'], any: ['_annex_iii_1', '_annex_i_a'] },
    procedure: text(
      'Het AI-bureau keurt en kan dat aan een aangemelde instantie overlaten.',
      'The AI Office assesses and may delegate that to a notified body.',
    ),
  },
  {
    id: 'C-6',
    article: 'Art. 43(4)',
    when: { all: ['_any_high', 'substantial_modification_of_high_risk'] },
    procedure: text(
      'Na een ingrijpende wijziging is een nieuwe keuring nodig. Wat vooraf was voorzien, telt niet als wijziging.',
      'After a substantial modification a new assessment is needed. What was determined beforehand does not count.',
    ),
  },
]

/** For an undertaking the higher of amount and percentage rules, of the turnover of the year before; see the flags. */
export const penalties: readonly PenaltyTier[] = [
  {
    id: 'T1',
    article: 'Art. 99(3)',
    maximumEuro: 35_000_000,
    percentOfTurnover: 7,
    lowerForSme: true,
    lowerForSmallMidCap: false,
  },
  {
    id: 'T2',
    article: 'Art. 99(4)',
    maximumEuro: 15_000_000,
    percentOfTurnover: 3,
    lowerForSme: true,
    lowerForSmallMidCap: true,
  },
  {
    id: 'T3',
    article: 'Art. 99(5)',
    maximumEuro: 7_500_000,
    percentOfTurnover: 1,
    lowerForSme: true,
    lowerForSmallMidCap: true,
  },
  {
    id: 'GPAI',
    article: 'Art. 101',
    maximumEuro: 15_000_000,
    percentOfTurnover: 3,
    lowerForSme: false,
    lowerForSmallMidCap: false,
  },
]

export const incidents: readonly IncidentDeadline[] = [
  {
    kind: 'default',
    hours: 360,
    text: text(
      'Meteen als het verband vaststaat, en uiterlijk 15 dagen nadat u het weet.',
      'Immediately once the causal link is established, and at latest 15 days after awareness.',
    ),
  },
  {
    kind: 'widespread_infringement_or_critical_infrastructure',
    hours: 48,
    text: text('Uiterlijk 2 dagen nadat u het weet.', 'At latest 2 days after awareness.'),
  },
  {
    kind: 'death',
    hours: 240,
    text: text('Uiterlijk 10 dagen nadat u het weet.', 'At latest 10 days after awareness.'),
  },
]

export const incidentRules: readonly Clause[] = [
  {
    article: 'Art. 3(49)(a)',
    what: text('iemand overlijdt of lijdt ernstige schade aan de gezondheid', 'a death or serious harm to health'),
  },
  {
    article: 'Art. 3(49)(b)',
    what: text(
      'vitale infrastructuur raakt ernstig en onomkeerbaar verstoord',
      'serious and irreversible disruption of critical infrastructure',
    ),
  },
  {
    article: 'Art. 3(49)(c)',
    what: text(
      'plichten die grondrechten beschermen zijn geschonden',
      'infringement of obligations that protect fundamental rights',
    ),
  },
  {
    article: 'Art. 3(49)(d)',
    what: text('ernstige schade aan eigendom of milieu', 'serious harm to property or the environment'),
  },
  {
    article: 'Art. 73(5)',
    what: text('een eerste melding mag onvolledig zijn', 'a first report may be incomplete'),
  },
  {
    article: 'Art. 73(6)',
    what: text(
      'verander het systeem niet zo dat onderzoek lastig wordt, voordat de toezichthouder het weet',
      'do not alter the system in a way that affects later evaluation before informing the authority',
    ),
  },
  {
    article: 'Art. 73(8)',
    what: text('de toezichthouder treedt binnen zeven dagen op', 'the authority acts within seven days'),
  },
  {
    article: 'Art. 26(5)',
    what: text(
      'de gebruiksverantwoordelijke meldt eerst aan de aanbieder; is die onbereikbaar, dan geldt artikel 73 voor hem',
      'the deployer informs the provider first; if it cannot be reached, article 73 applies to the deployer',
    ),
  },
]

export const supervision: readonly Clause[] = [
  {
    article: 'Art. 75(1)',
    what: text(
      'Het AI-bureau gaat als enige over systemen op een model van dezelfde aanbieder en over AI in zeer grote ' +
        'platforms. Producten van bijlage I, bijlage III punt 2, opsporing, grenzen, financiën en rechtspraak vallen ' +
        'daar niet onder.',
      'The AI Office alone supervises systems built on a model of the same provider and AI in very large platforms. ' +
        'Products of Annex I, Annex III point 2, law enforcement, borders, finance and justice are not part of that.',
    ),
  },
  {
    article: 'Uitvoeringswet AI-verordening (draft, NL)',
    what: text(
      'Nederland wil het toezicht verdelen over ongeveer tien toezichthouders; de AP en de RDI coördineren. Dit is nog ' +
        'geen wet.',
      'The Netherlands plan to divide supervision over about ten authorities; AP and RDI coordinate. This is not law yet.',
    ),
  },
]

export const notPublic: Clause = {
  article: 'Art. 49(4)',
  what: text(
    'Bijlage III 1, 6 en 7 bij opsporing, migratie, asiel en grenzen: alleen VIII A 1-10 zonder 6, 8 en 9, VIII B 1-5 ' +
      'en 8, VIII C 1-3 en IX 1, 2, 3 en 5, niet openbaar.',
    'Annex III 1, 6 and 7 in law enforcement, migration, asylum and border control: only VIII A 1-10 except 6, 8 and 9, ' +
      'VIII B 1-5 and 8, VIII C 1-3 and IX 1, 2, 3 and 5, not public.',
  ),
}

export const readings: readonly Reading[] = [
  {
    id: 'R1',
    text: text(
      'Artikel 47 tot en met 49 gelden op papier vanaf 2 augustus 2026, maar bouwen op artikel 6 dat later geldt. ' +
        'Wij volgen de datum van artikel 6 en tonen beide.',
      'Articles 47 to 49 formally apply from 2 August 2026 but presuppose article 6, which applies later. ' +
        'We follow the date of article 6 and show both.',
    ),
  },
  {
    id: 'R2',
    text: text(
      'De richtsnoeren bij artikel 6 zijn nog een ontwerp (19 mei 2026). De uitkomst is daarom voorlopig.',
      'The guidelines on article 6 are still a draft (19 May 2026). The outcome is therefore provisional.',
    ),
  },
  {
    id: 'R3',
    text: text(
      'Weegt de uitkomst mee in een besluit, dan sluiten wij de uitzondering van artikel 6(3). Het ontwerp laat ook ' +
        'een ruimere uitleg toe.',
      'If the output materially influences a decision, we shut the exemption of article 6(3). The draft also allows ' +
        'a wider reading.',
    ),
  },
  {
    id: 'R4',
    text: text(
      'Een geheel van modules of een agent zien wij als één systeem. Een agent krijgt de strengste klasse van zijn taken.',
      'We treat a combination of modules or an agent as one system. An agent takes the strictest class of its tasks.',
    ),
  },
  {
    id: 'R5',
    text: text(
      'Logboeken bewaren en gegevens wissen kunnen botsen. Wij bewaren het bewijs en wissen de persoonsgegevens als de ' +
        'wet dat vraagt.',
      'Keeping logs and erasing data can collide. We keep the evidence and erase the personal data when the law asks.',
    ),
  },
  {
    id: 'R6',
    text: text(
      'Artikel 6 geldt vanaf 2 december 2027. Artikel 25 volgt de datum van de route waarlangs het hoog risico ontstaat.',
      'Article 6 applies from 2 December 2027. Article 25 follows the date of the route that makes the system high-risk.',
    ),
  },
]

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
