// SPDX-License-Identifier: EUPL-1.2
// Obligations of those who use a high-risk system: art. 26, 27 and 86.
import { text } from '../text.ts'
import type { ObligationRule } from './types.ts'

export const deployerObligations: readonly ObligationRule[] = [
  {
    id: 'O-26-1',
    article: 'Art. 26(1)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Gebruik het systeem volgens de gebruiksaanwijzing, met maatregelen die daarbij passen.',
      'Use the system according to its instructions, with technical and organisational measures.',
    ),
    evidence: text('beleid dat bij de gebruiksaanwijzing hoort', 'policy bound to the instructions'),
    fine: 'T2',
  },
  {
    id: 'O-26-2',
    article: 'Art. 26(2)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Laat toezicht houden door mensen die het kunnen, geleerd hebben, mogen en er steun bij krijgen.',
      'Assign oversight to people who are competent, trained, authorised and supported.',
    ),
    evidence: text('rooster van het toezicht', 'oversight roster'),
    fine: 'T2',
  },
  {
    id: 'O-26-4',
    article: 'Art. 26(4)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Zorg dat de invoer past en representatief is, voor zover u daarover gaat.',
      'Keep input data relevant and representative, as far as you control it.',
    ),
    evidence: text('controle van invoer, meting van verschuiving', 'input checks, drift'),
    fine: 'T2',
  },
  {
    id: 'O-26-5',
    article: 'Art. 26(5)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Volg het systeem. Bij een risico: stop ermee en meld het aan aanbieder en toezichthouder. Meld een ernstig ' +
        'incident eerst aan de aanbieder.',
      'Monitor the system. On a risk: suspend it and inform provider and authority. Report a serious incident to the ' +
        'provider first.',
    ),
    evidence: text('afhandeling van incidenten met stop', 'incident workflow with its stop'),
    fine: 'T2',
  },
  {
    id: 'O-26-6',
    article: 'Art. 26(6)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Bewaar de logboeken die u hebt minstens zes maanden.',
      'Keep the logs under your control for at least six months.',
    ),
    keepMonths: 6,
    fine: 'T2',
    readings: ['R5'],
  },
  {
    id: 'O-26-7',
    article: 'Art. 26(7)',
    ground: 'high',
    roles: ['deployer'],
    when: { all: ['workplace_use', 'employer'] },
    duty: text(
      'Vertel medewerkers en hun vertegenwoordigers vooraf dat het systeem er komt.',
      'Inform workers and their representatives before use.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-26-8',
    article: 'Art. 26(8), 49(3)',
    ground: 'high',
    roles: ['deployer'],
    when: 'deployer_public_authority',
    duty: text(
      'Schrijf het gebruik in de EU-databank in. Gebruik geen systeem dat daar niet in staat.',
      'Register the use in the EU database. Do not use an unregistered system.',
    ),
    evidence: text('webadres in de EU-databank', 'address in the EU database'),
    fine: 'T2',
  },
  {
    id: 'O-26-9',
    article: 'Art. 26(9)',
    ground: 'high',
    roles: ['deployer'],
    duty: text(
      'Gebruik de gebruiksaanwijzing bij de gegevensbeschermingseffectbeoordeling.',
      'Use the information of article 13 for the data protection impact assessment.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-26-10',
    article: 'Art. 26(10)',
    ground: 'high',
    roles: ['deployer'],
    when: 'post_rbi_law_enforcement',
    duty: text(
      'Vraag vooraf of binnen 48 uur toestemming. Stop en wis als die wordt geweigerd. Zoek nooit zonder doel, en ' +
        'verslag elk jaar.',
      'Get authorisation before or within 48 hours. Stop and delete if refused. Never search untargeted, and report ' +
        'every year.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-26-11',
    article: 'Art. 26(11)',
    ground: 'high',
    roles: ['deployer'],
    routes: ['III'],
    duty: text(
      'Vertel mensen dat het systeem over hen beslist of daarbij helpt.',
      'Inform people that the system decides about them or helps to.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-26-12',
    article: 'Art. 26(12)',
    ground: 'high',
    roles: ['deployer'],
    duty: text('Werk mee met de toezichthouder.', 'Cooperate with the authorities.'),
    fine: 'T2',
  },
  {
    id: 'O-27',
    article: 'Art. 27',
    ground: 'high',
    roles: ['deployer'],
    routes: ['III'],
    exceptPoints: ['2'],
    when: {
      any: ['deployer_public_body', 'private_entity_public_service', 'annex_iii_5b_or_5c', '_annex_iii_5b_or_5c'],
    },
    duty: text(
      'Maak voor het eerste gebruik een grondrechteneffectbeoordeling, met zes onderdelen. Meld de uitkomst en houd ' +
        'die bij. Verwijzen naar de gegevensbeschermingseffectbeoordeling mag.',
      'Assess the impact on fundamental rights before first use, in six elements. Notify the result and keep it up to ' +
        'date. It may refer to the data protection assessment.',
    ),
    fine: 'none_specific',
  },
  {
    id: 'O-86',
    article: 'Art. 86',
    ground: 'high',
    roles: ['deployer'],
    routes: ['III'],
    exceptPoints: ['2'],
    duty: text(
      'Leg iemand die daarom vraagt duidelijk uit welke rol het systeem had in een nadelig besluit.',
      'Explain on request, clearly, the role of the system in an adverse decision.',
    ),
    evidence: text('uitleg uit het logboek', 'explanation from the log'),
  },
]
