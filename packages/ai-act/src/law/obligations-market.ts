// SPDX-License-Identifier: EUPL-1.2
// Obligations around the market: representatives, importers, distributors and suppliers, conformity, registration, and
// the time after sale (art. 22 to 25, 43 to 49, 60, 72, 73).
import { text } from '../text.ts'
import type { ObligationRule } from './types.ts'

export const marketObligations: readonly ObligationRule[] = [
  {
    id: 'O-22',
    article: 'Art. 22',
    ground: 'high',
    roles: ['provider', 'authorised_rep'],
    when: 'provider_established_outside_union',
    duty: text(
      'Een aanbieder buiten de EU wijst schriftelijk een gemachtigde in de EU aan.',
      'A provider outside the EU mandates a representative in the EU in writing.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-23',
    article: 'Art. 23',
    ground: 'high',
    roles: ['importer'],
    duty: text(
      'Controleer de keuring, de stukken, de CE-markering en de gemachtigde. Zet uw naam erbij en bewaar de stukken ' +
        'tien jaar.',
      'Verify the assessment, the documents, the CE marking and the representative. Add your name and keep the ' +
        'documents ten years.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-24',
    article: 'Art. 24',
    ground: 'high',
    roles: ['distributor'],
    duty: text(
      'Controleer de CE-markering, de verklaring en de gebruiksaanwijzing. Stop de levering als iets niet klopt, en ' +
        'meld dat.',
      'Verify the CE marking, the declaration and the instructions. Stop supply if something is wrong, and report it.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-25-2',
    article: 'Art. 25(2),(4)',
    ground: 'high',
    roles: ['provider', 'supplier'],
    duty: text(
      'Werk samen in de keten. Leg afspraken met leveranciers van AI-systemen, modellen, tools en diensten schriftelijk ' +
        'vast. Vrije software is uitgezonderd, behalve modellen voor algemene doeleinden.',
      'Cooperate in the value chain. Agree in writing with suppliers of AI systems, models, tools and services. Free ' +
        'software is exempt, except general-purpose models.',
    ),
    evidence: text('overeenkomst met de leverancier', 'agreement with the supplier'),
    fine: 'T2',
    readings: ['R6'],
  },
  {
    id: 'O-43',
    article: 'Art. 43',
    ground: 'high',
    roles: ['provider'],
    duty: text('Laat het systeem keuren, of keur het zelf waar dat mag.', 'Carry out the conformity assessment.'),
    fine: 'T2',
  },
  {
    id: 'O-47',
    article: 'Art. 47 + Annex V',
    ground: 'high',
    roles: ['provider'],
    formallyFrom: '2026-08-02',
    duty: text(
      'Teken een EU-verklaring die machines kunnen lezen, en bewaar die tien jaar.',
      'Sign a machine-readable EU declaration and keep it ten years.',
    ),
    keepMonths: 120,
    fine: 'T2',
    readings: ['R1'],
  },
  {
    id: 'O-48',
    article: 'Art. 48',
    ground: 'high',
    roles: ['provider'],
    formallyFrom: '2026-08-02',
    duty: text('Breng de CE-markering aan; digitaal mag.', 'Affix the CE marking; digital is allowed.'),
    fine: 'T2',
    readings: ['R1'],
  },
  {
    id: 'O-49-1',
    article: 'Art. 49(1) + Annex VIII A',
    ground: 'high',
    roles: ['provider'],
    routes: ['III'],
    exceptPoints: ['2'],
    formallyFrom: '2026-08-02',
    duty: text(
      'Schrijf uzelf en het systeem in de EU-databank in.',
      'Register yourself and the system in the EU database.',
    ),
    fine: 'T2',
    readings: ['R1'],
  },
  {
    id: 'O-49-2',
    article: 'Art. 49(2) + Annex VIII B',
    ground: 'filtered',
    roles: ['provider'],
    formallyFrom: '2026-08-02',
    duty: text(
      'Schrijf het systeem ook in als u vindt dat het door de uitzondering geen hoog risico heeft.',
      'Register the system also when you hold that the exemption takes it out of high risk.',
    ),
    fine: 'none_specific',
    readings: ['R1'],
  },
  {
    id: 'O-49-5',
    article: 'Art. 49(5)',
    ground: 'high',
    roles: ['provider'],
    routes: ['III'],
    onlyPoints: ['2'],
    formallyFrom: '2026-08-02',
    duty: text('Schrijf het systeem nationaal in.', 'Register the system nationally.'),
    fine: 'none_specific',
    readings: ['R1'],
  },
  {
    id: 'O-60',
    article: 'Art. 60, 60a, 61',
    ground: 'high',
    roles: ['provider'],
    routes: ['III', 'IA', 'IB'],
    when: 'real_world_testing',
    duty: text(
      'Test in de echte wereld alleen met een goedgekeurd plan, met toestemming van deelnemers, met inschrijving, en ' +
        'hooguit zes maanden (eenmaal te verlengen).',
      'Test in the real world only with an approved plan, informed consent, registration, and for six months at most ' +
        '(once extendable).',
    ),
    fine: 'T2',
  },
  {
    id: 'O-72',
    article: 'Art. 72',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Volg het systeem na verkoop, volgens een plan. Het model van de Commissie komt uiterlijk 2 september 2027.',
      'Monitor the system after sale, following a plan. The template of the Commission is due by 2 September 2027.',
    ),
    evidence: text('meting van verschuiving en plan', 'drift monitor and plan'),
    fine: 'none_specific',
  },
  {
    id: 'O-73',
    article: 'Art. 73',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Meld ernstige incidenten op tijd; bij systemen van artikel 75(1) aan het AI-bureau.',
      'Report serious incidents in time; for systems of article 75(1) to the AI Office.',
    ),
    fine: 'none_specific',
  },
]
