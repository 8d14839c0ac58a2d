// SPDX-License-Identifier: EUPL-1.2
// Where the law can be read in two ways, or guidance is still a draft: what we chose, so that a person can choose
// otherwise.
import { text } from '../text.ts'
import type { Reading } from './types.ts'

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
