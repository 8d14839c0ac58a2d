// SPDX-License-Identifier: EUPL-1.2
// Obligations of everyone, of deployers, of transparency and of models. What each asks, of whom, and what shows it.
import { type Text, text } from '../text.ts'
import type { ObligationRule } from './types.ts'

export const generalObligations: readonly ObligationRule[] = [
  {
    id: 'O-04',
    article: 'Art. 4',
    ground: 'any',
    roles: ['provider', 'deployer'],
    from: '2025-02-02',
    duty: text(
      'Help medewerkers om AI te begrijpen. Sinds 27 juli 2026 hoeft u geen vast niveau te garanderen.',
      'Support the AI literacy of staff. Since 27 July 2026 no fixed level has to be guaranteed.',
    ),
    evidence: text('lijst van wie wanneer welke training deed', 'register of who did which training when'),
    fine: 'none_specific',
  },
  {
    id: 'O-05',
    article: 'Art. 5',
    ground: 'prohibited',
    roles: 'any',
    duty: text(
      'Breng dit niet op de markt, neem het niet in gebruik en gebruik het niet.',
      'Do not place this on the market, put it into service or use it.',
    ),
    evidence: text(
      'regel die het weigert, en de weigering in het logboek',
      'rule that denies it, and the refusal in the log',
    ),
    fine: 'T1',
  },
  {
    id: 'O-50.5',
    article: 'Art. 50(5)',
    ground: 'transparency',
    roles: ['provider', 'deployer'],
    from: '2026-08-02',
    duty: text(
      'Geef die informatie duidelijk, herkenbaar, toegankelijk en bij het eerste contact.',
      'Give that information clearly, distinguishably, accessibly and at the first contact.',
    ),
    fine: 'T2',
  },
  {
    id: 'O-87',
    article: 'Art. 87 + Dir. 2019/1937',
    ground: 'any',
    roles: 'any',
    from: '2026-08-02',
    duty: text('Bescherm mensen die een overtreding melden.', 'Protect people who report infringements.'),
    evidence: text('vertrouwelijk meldpunt', 'sealed reporting channel'),
  },
  {
    id: 'O-GDPR22',
    article: 'GDPR art. 22, 35, 5, 15',
    ground: 'any',
    roles: 'any',
    from: '2018-05-25',
    when: 'processes_personal_data',
    duty: text(
      'Houd u daarnaast aan de privacywet: besluiten door computers, beoordeling vooraf, zo weinig mogelijk gegevens, ' +
        'inzage.',
      'Follow data protection law beside it: automated decisions, impact assessment, minimisation, access.',
    ),
  },
]

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
      'Gebruik de gebruiksaanwijzing bij de beoordeling van gevolgen voor privacy.',
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
      'Beoordeel voor het eerste gebruik de gevolgen voor grondrechten, op zes onderdelen. Meld de uitkomst en houd ' +
        'die bij. Verwijzen naar de privacybeoordeling mag.',
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

function modelDuty(id: string, article: string, duty: Text, more: Partial<ObligationRule> = {}): ObligationRule {
  return { id, article, ground: 'model', roles: ['provider'], duty, fine: 'GPAI', ...more }
}

// Art. 53(2), 54(6): free and open models are spared three duties, unless they carry systemic risk.
const unlessOpen = { any: ['!free_open_source_release', '_systemic'] } as const

export const modelObligations: readonly ObligationRule[] = [
  modelDuty(
    'G-52',
    'Art. 52(1)',
    text(
      'Meld het model binnen twee weken nadat de grens is bereikt of dat bekend is.',
      'Notify the Commission within two weeks after the threshold is met or known to be met.',
    ),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-53a',
    'Art. 53(1)(a) + Annex XI',
    text(
      'Houd technische documentatie bij: training, testen, rekenwerk en gemeten of geschat energiegebruik.',
      'Keep technical documentation: training, testing, compute and known or estimated energy consumption.',
    ),
    { when: unlessOpen },
  ),
  modelDuty(
    'G-53b',
    'Art. 53(1)(b) + Annex XII',
    text('Geef afnemers die op het model bouwen informatie.', 'Give information to those who build on the model.'),
    { when: unlessOpen },
  ),
  modelDuty(
    'G-53c',
    'Art. 53(1)(c)',
    text(
      'Heb beleid voor auteursrecht en respecteer wie zijn werk uitsluit van datamining.',
      'Have a copyright policy and respect opt-outs from text and data mining.',
    ),
  ),
  modelDuty(
    'G-53d',
    'Art. 53(1)(d)',
    text(
      'Publiceer een samenvatting van de gebruikte trainingsgegevens.',
      'Publish a summary of the content used for training.',
    ),
  ),
  modelDuty('G-54', 'Art. 54', text('Wijs een gemachtigde in de EU aan.', 'Appoint a representative in the EU.'), {
    when: { all: ['provider_established_outside_union', unlessOpen] },
  }),
  modelDuty(
    'G-55a',
    'Art. 55(1)(a)',
    text('Beoordeel het model, ook met aanvallende tests.', 'Evaluate the model, also with adversarial testing.'),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55b',
    'Art. 55(1)(b)',
    text('Beoordeel en beperk systeemrisico’s.', 'Assess and mitigate systemic risks.'),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55c',
    'Art. 55(1)(c)',
    text(
      'Volg en documenteer ernstige incidenten en meld ze aan het AI-bureau.',
      'Track, document and report serious incidents to the AI Office.',
    ),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55d',
    'Art. 55(1)(d)',
    text('Beveilig het model en de machines waarop het draait.', 'Secure the model and its infrastructure.'),
    { ground: 'systemic_model' },
  ),
]
