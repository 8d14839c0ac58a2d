// SPDX-License-Identifier: EUPL-1.2
// Obligations of those who make a high-risk system, or claim that theirs is not high-risk: art. 6(4) and 9 to 21.
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
]
