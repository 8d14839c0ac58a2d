// SPDX-License-Identifier: EUPL-1.2
// The four parts of the Impact Assessment Mensenrechten en Algoritmes (IAMA): why, what, how, and fundamental rights.

import { alternatives, why } from '../known/choice.ts'
import { grounds, judgements } from '../known/judged.ts'
import { data, parts } from '../known/parts.ts'
import { affected, logs, oversight, purpose } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const iama: Paper = {
  title: {
    nl: 'Impact Assessment Mensenrechten en Algoritmes (IAMA)',
    en: 'Impact assessment of human rights and algorithms (IAMA)',
  },
  purpose: {
    nl: 'Voorbereiding van het gesprek dat een IAMA is: een groep mensen voert dat, dit stuk niet.',
    en: 'Preparation of the conversation that an IAMA is: a group of people holds it, this paper does not.',
  },
  fields: [
    {
      title: { nl: '1. Waarom?', en: '1. Why?' },
      clause: 'IAMA 1',
      fields: [
        { title: { nl: 'Aanleiding en doel', en: 'Reason and purpose' }, clause: 'IAMA 1', known: [purpose, why] },
        { title: { nl: 'Publieke waarden', en: 'Public values' }, clause: 'IAMA 1', topics: ['values'] },
        { title: { nl: 'Wettelijke grondslag', en: 'Legal basis' }, clause: 'IAMA 1', topics: ['lawful-basis'] },
        {
          title: { nl: 'Betrokkenen en verantwoordelijkheden', en: 'Those involved and responsible' },
          clause: 'IAMA 1',
          known: [judgements],
          topics: ['stakeholders'],
        },
      ],
    },
    {
      title: { nl: '2. Wat?', en: '2. What?' },
      clause: 'IAMA 2',
      fields: [
        { title: { nl: 'Gegevens', en: 'Data' }, clause: 'IAMA 2A', known: [data], topics: ['data-quality', 'bias'] },
        {
          title: { nl: 'Algoritme', en: 'Algorithm' },
          clause: 'IAMA 2B',
          known: [parts, alternatives],
          topics: ['design', 'accuracy'],
        },
      ],
    },
    {
      title: { nl: '3. Hoe?', en: '3. How?' },
      clause: 'IAMA 3',
      fields: [
        {
          title: { nl: 'Besluiten met de uitkomst', en: 'Decisions with the output' },
          clause: 'IAMA 3',
          known: [oversight],
          topics: ['decisions'],
        },
        {
          title: { nl: 'Mensen en omgeving', en: 'People and context' },
          clause: 'IAMA 3',
          known: [affected],
          topics: ['processes'],
        },
        { title: { nl: 'Communicatie', en: 'Communication' }, clause: 'IAMA 3', topics: ['communication'] },
        {
          title: { nl: 'Evaluatie, controle en beveiliging', en: 'Evaluation, audit and security' },
          clause: 'IAMA 3',
          known: [logs],
          topics: ['evaluation', 'security'],
        },
      ],
    },
    {
      title: { nl: '4. Grondrechten', en: '4. Fundamental rights' },
      clause: 'IAMA 4',
      known: [grounds],
      topics: ['rights', 'harms', 'weighing', 'measures'],
    },
  ],
}
