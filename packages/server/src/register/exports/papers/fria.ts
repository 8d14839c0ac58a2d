// SPDX-License-Identifier: EUPL-1.2
// Art. 27(1)(a) to (f) of the AI Act: the six elements of a fundamental rights impact assessment.

import { impactAssessments } from '../known/choice.ts'
import { judgements } from '../known/judged.ts'
import { affected, gateControls, oversight, purpose } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const fria: Paper = {
  title: {
    nl: 'Grondrechteneffectbeoordeling (artikel 27)',
    en: 'Fundamental rights impact assessment (article 27)',
  },
  purpose: {
    nl: 'De zes onderdelen van artikel 27. Ze mogen verwijzen naar de DPIA (artikel 27(4)).',
    en: 'The six elements of article 27. They may refer to the data protection impact assessment (article 27(4)).',
  },
  fields: [
    {
      title: { nl: 'Processen waarin het gebruikt wordt', en: 'Processes in which it is used' },
      clause: 'Art. 27(1)(a)',
      known: [purpose],
      topics: ['processes'],
    },
    { title: { nl: 'Periode en frequentie', en: 'Period and frequency' }, clause: 'Art. 27(1)(b)', topics: ['period'] },
    { title: { nl: 'Wie het raakt', en: 'Who is affected' }, clause: 'Art. 27(1)(c)', known: [affected] },
    { title: { nl: 'Risico’s op schade', en: 'Risks of harm' }, clause: 'Art. 27(1)(d)', topics: ['harms'] },
    {
      title: { nl: 'Menselijk toezicht', en: 'Human oversight' },
      clause: 'Art. 27(1)(e)',
      known: [oversight, gateControls],
    },
    {
      title: { nl: 'Als een risico zich voordoet', en: 'When a risk materialises' },
      clause: 'Art. 27(1)(f)',
      topics: ['measures'],
    },
    {
      title: { nl: 'Eerdere beoordelingen', en: 'Earlier assessments' },
      clause: 'Art. 27(2), (4)',
      known: [impactAssessments, judgements],
    },
  ],
}
