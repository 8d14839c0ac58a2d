// SPDX-License-Identifier: EUPL-1.2
// Obligations of those who make, import or pass on a high-risk system, or who claim that it is not one.
import { text } from '../text.ts'
import type { ObligationRule } from './types.ts'

export const providerObligations: readonly ObligationRule[] = [
  {
    id: 'O-06-4',
    article: 'Art. 6(4)',
    ground: 'filtered',
    roles: ['provider'],
    duty: text(
      'Leg schriftelijk vast waarom het systeem geen hoog risico heeft, voordat het op de markt komt. ' +
        'Toon dat aan de toezichthouder als die erom vraagt.',
      'Document why the system is not high-risk before it is placed on the market. ' +
        'Show that to the authority on request.',
    ),
    evidence: text('ondertekende beoordeling', 'signed assessment record'),
    fine: 'none_specific',
    readings: ['R6'],
  },
  {
    id: 'O-09',
    article: 'Art. 9',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Beheer de risico’s, steeds opnieuw. Test met maten en grenzen die vooraf vaststaan. Let op kinderen en ' +
        'kwetsbare groepen.',
      'Run a risk management system, again and again. Test against metrics and thresholds set beforehand. Mind minors ' +
        'and vulnerable groups.',
    ),
    evidence: text('risicodossier en testresultaten', 'risk file and test runs'),
    fine: 'T2',
  },
  {
    id: 'O-10',
    article: 'Art. 10, 4a',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Zorg voor goede, representatieve gegevens. Zoek vooringenomenheid en verminder die. Gebruik gevoelige gegevens ' +
        'daarvoor alleen onder de zes voorwaarden van artikel 4a(1).',
      'Govern data and keep it representative. Detect and mitigate bias. Use special categories of data for that only ' +
        'under the six conditions of article 4a(1).',
    ),
    evidence: text('beschrijving van de gegevens, test op vooringenomenheid', 'dataset sheets, bias test'),
    fine: 'T2',
  },
  {
    id: 'O-11',
    article: 'Art. 11 + Annex IV',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Maak technische documentatie. Voor kleine bedrijven mag een eenvoudige vorm.',
      'Draw up technical documentation. Small companies may use a simplified form.',
    ),
    evidence: text('dossier volgens bijlage IV', 'Annex IV dossier'),
    fine: 'T2',
  },
  {
    id: 'O-12',
    article: 'Art. 12',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Laat het systeem zelf een logboek bijhouden: van risico’s, van de werking en voor toezicht na verkoop.',
      'Let the system record events by itself: on risks, on its operation and for monitoring after sale.',
    ),
    evidence: text('het logboek', 'the log'),
    fine: 'T2',
  },
  {
    id: 'O-13',
    article: 'Art. 13',
    ground: 'high',
    roles: ['provider'],
    duty: text('Lever een duidelijke gebruiksaanwijzing.', 'Supply clear instructions for use.'),
    evidence: text('gebruiksaanwijzing', 'instructions for use'),
    fine: 'T2',
  },
  {
    id: 'O-14',
    article: 'Art. 14',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Maak menselijk toezicht mogelijk: begrijpen, niet blind vertrouwen, uitleggen, ingrijpen en stoppen. Bij ' +
        'herkenning op afstand bevestigen twee mensen.',
      'Design for human oversight: understand, resist automation bias, interpret, override and stop. Remote ' +
        'identification is confirmed by two people.',
    ),
    evidence: text('goedkeuringen, ingrepen, oefeningen met de stop', 'approvals, overrides, stop drills'),
    fine: 'T2',
  },
  {
    id: 'O-15',
    article: 'Art. 15',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Zorg dat het systeem nauwkeurig, robuust en goed beveiligd is, ook tegen vergiftigde gegevens en misleiding.',
      'Make the system accurate, robust and secure, also against poisoned data and evasion.',
    ),
    evidence: text('testresultaten en maten in de gebruiksaanwijzing', 'test results and metrics in the instructions'),
    fine: 'T2',
  },
  {
    id: 'O-16b',
    article: 'Art. 16(b),(l)',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Zet uw naam en adres op het systeem en maak het toegankelijk.',
      'Put your name and contact on the system and make it accessible.',
    ),
    evidence: text('systeemkaart', 'system card'),
    fine: 'T2',
  },
  {
    id: 'O-17',
    article: 'Art. 17',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Werk met een systeem voor kwaliteit, waarin staat wie waarvoor verantwoordelijk is.',
      'Run a quality management system that says who is accountable for what.',
    ),
    evidence: text('stukken van het kwaliteitssysteem', 'records of the quality management system'),
    fine: 'T2',
  },
  {
    id: 'O-18',
    article: 'Art. 18',
    ground: 'high',
    roles: ['provider'],
    duty: text('Bewaar de documentatie tien jaar.', 'Keep the documentation for ten years.'),
    keepMonths: 120,
    fine: 'T2',
  },
  {
    id: 'O-19',
    article: 'Art. 19',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Bewaar de logboeken zo lang als past, en minstens zes maanden.',
      'Keep the logs for an appropriate period, at least six months.',
    ),
    keepMonths: 6,
    fine: 'T2',
    readings: ['R5'],
  },
  {
    id: 'O-20',
    article: 'Art. 20',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Herstel wat niet klopt: haal het systeem terug, zet het uit of roep het terug. Meld dat aan de keten en de ' +
        'toezichthouder.',
      'Correct what is wrong: withdraw, disable or recall the system. Inform the chain and the authority.',
    ),
    evidence: text('incident met stop of terugroeping', 'incident with its stop or withdrawal'),
    fine: 'T2',
  },
  {
    id: 'O-21',
    article: 'Art. 21',
    ground: 'high',
    roles: ['provider'],
    duty: text(
      'Geef de toezichthouder informatie en inzage in logboeken, als die daar met reden om vraagt.',
      'Give the authority information and access to logs on a reasoned request.',
    ),
    evidence: text('export voor de toezichthouder', 'export for the supervisor'),
    fine: 'T2',
  },
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
    from: '2027-12-02',
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
