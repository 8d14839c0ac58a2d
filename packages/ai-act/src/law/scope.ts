// SPDX-License-Identifier: EUPL-1.2
// Art. 2 and 3(1): what the Regulation applies to, and the conditions that several rules share.
import { text } from '../text.ts'
import type { Law, Rule } from './types.ts'

export const scope: readonly Rule[] = [
  {
    id: '3(1)',
    article: 'Art. 3(1)',
    title: text('het is een AI-systeem', 'it is an AI system'),
    when: {
      all: [
        'machine_based',
        'operates_with_some_autonomy',
        'infers_how_to_generate_output',
        'output_can_influence_environment',
      ],
      none: ['only_human_defined_rules'],
    },
    note: text(
      'Dat een systeem na de start blijft leren, mag maar hoeft niet. Gewone gegevensverwerking valt erbuiten.',
      'A system may keep learning after it starts but need not. Basic data processing falls outside.',
    ),
  },
  {
    id: '2(1)',
    article: 'Art. 2(1)',
    title: text('er is een band met de EU', 'there is a link with the EU'),
    when: {
      any: [
        'provider_places_or_puts_into_service_in_union',
        'deployer_established_in_union',
        'output_used_in_union',
        'importer_or_distributor_in_union',
        'product_manufacturer_own_name_in_union',
      ],
    },
  },
]

export const exclusions: readonly Rule[] = [
  {
    id: 'X2-3',
    article: 'Art. 2(3)',
    title: text('uitsluitend leger, defensie of nationale veiligheid', 'exclusively military, defence or security'),
    when: { all: ['exclusively_military_defence_natsec'] },
    note: text(
      'Uitsluitend betekent: elk burgerlijk gebruik brengt het systeem terug onder de wet.',
      'Exclusively means: any civil use brings the system back under the law.',
    ),
  },
  {
    id: 'X2-4',
    article: 'Art. 2(4)',
    title: text(
      'samenwerking met een overheid buiten de EU, met waarborgen',
      'cooperation with an authority outside the EU, with safeguards',
    ),
    when: { all: ['third_country_authority_le_cooperation', 'adequate_safeguards_fundamental_rights'] },
  },
  {
    id: 'X2-6',
    article: 'Art. 2(6)',
    title: text('alleen wetenschappelijk onderzoek', 'scientific research only'),
    when: { all: ['sole_purpose_scientific_rnd'] },
  },
  {
    id: 'X2-8',
    article: 'Art. 2(8)',
    title: text('onderzoek of test voor de marktintroductie', 'research or testing before the market'),
    when: { all: ['pre_market_rnd_or_testing', '!real_world_testing'] },
  },
  {
    id: 'X2-10',
    article: 'Art. 2(10), 3(4)',
    title: text('alleen persoonlijk gebruik', 'personal use only'),
    when: { all: ['personal_nonprofessional_use', 'role=deployer'] },
    note: text(
      'Alleen de plichten van de gebruiksverantwoordelijke vervallen; de aanbieder blijft gebonden.',
      'Only the duties of the deployer fall away; the provider stays bound.',
    ),
  },
]

export const openSource: Rule = {
  id: 'X2-12',
  article: 'Art. 2(12)',
  title: text('vrije en open licentie', 'free and open licence'),
  when: { all: ['free_open_source_release'], none: ['_any_prohibited', '_any_high', '_any_art50'] },
  note: text(
    'Geldt nooit voor wat verboden is, hoog risico heeft of onder artikel 50 valt. Modellen hebben artikel 53(2).',
    'Never shields what is prohibited, high-risk or under article 50. Models have article 53(2).',
  ),
}

export const derived: Law['derived'] = {
  _rbi_le_exception: {
    all: [
      'rbi_objective_victim_threat_or_annex_ii_suspect',
      'national_law_permits_rbi',
      'prior_judicial_authorisation_or_urgent_24h',
      'fria_done',
      'registered_in_eu_database',
    ],
  },
  _safety_component: { any: ['safety_function_intended', 'failure_endangers_health_or_safety'] },
}

export const roleSwitch: readonly Rule[] = [
  {
    id: '25.1.a',
    article: 'Art. 25(1)(a)',
    title: text('eigen naam op een systeem met hoog risico', 'own name on a high-risk system'),
    when: { all: ['puts_own_name_on_high_risk_system'] },
  },
  {
    id: '25.1.b',
    article: 'Art. 25(1)(b)',
    title: text(
      'ingrijpende wijziging van een systeem met hoog risico',
      'substantial modification of a high-risk system',
    ),
    when: { all: ['substantial_modification_of_high_risk', 'remains_high_risk'] },
  },
  {
    id: '25.1.c',
    article: 'Art. 25(1)(c)',
    title: text('een nieuw doel dat hoog risico geeft', 'a new purpose that makes it high-risk'),
    when: { all: ['changes_intended_purpose_so_it_becomes_high_risk'] },
    note: text(
      'Typisch voor agents: een algemeen model een taak uit bijlage III geven. De eerste aanbieder moet meewerken, ' +
        'behalve als hij dit doel duidelijk had uitgesloten.',
      'Typical for agents: giving a general model a task of Annex III. The first provider has to cooperate, ' +
        'unless it had clearly excluded this purpose.',
    ),
  },
]
