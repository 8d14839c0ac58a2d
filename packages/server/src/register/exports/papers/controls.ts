// SPDX-License-Identifier: EUPL-1.2
import { controlTable } from '../controls.ts'
import { grounds } from '../known/judged.ts'
import { gateControls, logs, oversight } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const controls: Paper = {
  title: { nl: 'Plichten en maatregelen', en: 'Obligations and controls' },
  purpose: {
    nl: 'Welke plichten uit de feiten volgen, waar ze in het Algoritmekader staan, en wat er bij deze organisatie tegenover staat.',
    en: 'Which obligations follow from the facts, where they stand in the Algoritmekader, and what this organisation sets against them.',
  },
  fields: [
    { title: { nl: 'Waarop de klasse rust', en: 'What the class rests on' }, known: [grounds] },
    { title: { nl: 'Plichten', en: 'Obligations' }, known: [controlTable] },
    { title: { nl: 'Menselijk toezicht', en: 'Human oversight' }, known: [oversight, gateControls] },
    { title: { nl: 'Logboeken', en: 'Logs' }, known: [logs] },
    { title: { nl: 'Risico’s', en: 'Risks' }, topics: ['risks'] },
  ],
}
