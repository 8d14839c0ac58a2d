// SPDX-License-Identifier: EUPL-1.2
// Obligations that come with any AI system, with a prohibited one, and with transparency.
import { text } from '../text.ts'
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
      'Houd u daarnaast aan de AVG: besluiten door computers, beoordeling vooraf, zo weinig mogelijk gegevens, ' +
        'inzage.',
      'Follow data protection law beside it: automated decisions, impact assessment, minimisation, access.',
    ),
  },
]
