// SPDX-License-Identifier: EUPL-1.2
// Art. 13(3) of the AI Act, point by point.

import { provider } from '../known/parties.ts'
import { data } from '../known/parts.ts'
import { gateControls, logs, oversight, purpose, users } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const instructions: Paper = {
  title: { nl: 'Gebruiksaanwijzing (artikel 13)', en: 'Instructions for use (article 13)' },
  purpose: {
    nl: 'Wat een gebruiksverantwoordelijke moet weten om het systeem goed te gebruiken.',
    en: 'What a deployer has to know to use the system well.',
  },
  fields: [
    {
      title: { nl: 'Aanbieder', en: 'Provider' },
      clause: 'Art. 13(3)(a)',
      known: [provider],
      topics: ['representative'],
    },
    {
      title: { nl: 'Eigenschappen, mogelijkheden en grenzen', en: 'Characteristics, capabilities and limits' },
      clause: 'Art. 13(3)(b)',
      fields: [
        { title: { nl: 'Doel', en: 'Intended purpose' }, clause: 'Art. 13(3)(b)(i)', known: [purpose, users] },
        {
          title: { nl: 'Nauwkeurigheid, robuustheid en beveiliging', en: 'Accuracy, robustness and cybersecurity' },
          clause: 'Art. 13(3)(b)(ii)',
          topics: ['accuracy', 'security'],
        },
        {
          title: { nl: 'Risico’s bij te voorzien gebruik', en: 'Risks of foreseeable use' },
          clause: 'Art. 13(3)(b)(iii)',
          topics: ['misuse'],
        },
        {
          title: { nl: 'Uitleg van uitkomsten', en: 'Explanation of outputs' },
          clause: 'Art. 13(3)(b)(iv)',
          topics: ['explanation'],
        },
        {
          title: { nl: 'Werking voor bepaalde groepen', en: 'Performance for specific groups' },
          clause: 'Art. 13(3)(b)(v)',
          topics: ['groups'],
        },
        {
          title: { nl: 'Invoer en trainingsgegevens', en: 'Input and training data' },
          clause: 'Art. 13(3)(b)(vi)',
          known: [data],
          topics: ['input', 'datasets'],
        },
        {
          title: { nl: 'Uitkomsten begrijpen', en: 'Interpreting outputs' },
          clause: 'Art. 13(3)(b)(vii)',
          topics: ['interpretation'],
        },
      ],
    },
    {
      title: { nl: 'Vooraf bepaalde veranderingen', en: 'Predetermined changes' },
      clause: 'Art. 13(3)(c)',
      topics: ['planned-changes'],
    },
    {
      title: { nl: 'Menselijk toezicht', en: 'Human oversight' },
      clause: 'Art. 13(3)(d)',
      known: [oversight, gateControls],
    },
    {
      title: { nl: 'Apparatuur, levensduur en onderhoud', en: 'Hardware, lifetime and maintenance' },
      clause: 'Art. 13(3)(e)',
      topics: ['hardware', 'maintenance'],
    },
    { title: { nl: 'Logboeken', en: 'Logs' }, clause: 'Art. 13(3)(f)', known: [logs] },
  ],
}
