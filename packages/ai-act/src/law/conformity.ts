// SPDX-License-Identifier: EUPL-1.2
// The procedures of conformity assessment: art. 43 and 75.
import { text } from '../text.ts'
import type { ConformityRule } from './types.ts'

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
