// SPDX-License-Identifier: EUPL-1.2
// Annex IV of the AI Act as amended by Regulation (EU) 2026/1744; its points in its own order.

import { impactAssessments } from '../known/choice.ts'
import { grounds, judgements } from '../known/judged.ts'
import { provider } from '../known/parties.ts'
import { data, parts, supply } from '../known/parts.ts'
import { gateControls, logs, oversight, purpose, users } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const annexIv: Paper = {
  title: { nl: 'Technische documentatie (bijlage IV)', en: 'Technical documentation (Annex IV)' },
  purpose: {
    nl: 'Wat bijlage IV van een systeem met een hoog risico vraagt, voor zover bekend.',
    en: 'What Annex IV asks of a high-risk system, as far as it is known.',
  },
  fields: [
    {
      title: { nl: '1. Algemene beschrijving', en: '1. General description' },
      clause: 'Annex IV(1)',
      fields: [
        {
          title: { nl: 'Doel, aanbieder en versie', en: 'Purpose, provider and version' },
          clause: 'Annex IV(1)(a)',
          known: [purpose, provider],
          topics: ['version'],
        },
        {
          title: { nl: 'Samenwerking met andere systemen', en: 'Interaction with other systems' },
          clause: 'Annex IV(1)(b)',
          known: [parts],
          topics: ['interaction'],
        },
        {
          title: { nl: 'Versies van programma’s', en: 'Versions of software' },
          clause: 'Annex IV(1)(c)',
          topics: ['software'],
        },
        { title: { nl: 'Vormen van levering', en: 'Forms of supply' }, clause: 'Annex IV(1)(d)', topics: ['forms'] },
        { title: { nl: 'Apparatuur', en: 'Hardware' }, clause: 'Annex IV(1)(e)', topics: ['hardware'] },
        {
          title: { nl: 'Product waar het deel van is', en: 'Product it is part of' },
          clause: 'Annex IV(1)(f)',
          topics: ['product'],
        },
        {
          title: { nl: 'Bediening', en: 'User interface' },
          clause: 'Annex IV(1)(g)',
          known: [users],
          topics: ['interface'],
        },
        {
          title: { nl: 'Gebruiksaanwijzing', en: 'Instructions for use' },
          clause: 'Annex IV(1)(h)',
          topics: ['instructions'],
        },
      ],
    },
    {
      title: { nl: '2. Onderdelen en ontwikkeling', en: '2. Elements and development' },
      clause: 'Annex IV(2)',
      fields: [
        {
          title: { nl: 'Methoden en stappen', en: 'Methods and steps' },
          clause: 'Annex IV(2)(a)',
          known: [supply],
          topics: ['development'],
        },
        { title: { nl: 'Ontwerp', en: 'Design' }, clause: 'Annex IV(2)(b)', topics: ['design', 'output'] },
        {
          title: { nl: 'Opbouw en rekenwerk', en: 'Architecture and computing' },
          clause: 'Annex IV(2)(c)',
          topics: ['architecture'],
        },
        { title: { nl: 'Gegevens', en: 'Data' }, clause: 'Annex IV(2)(d)', known: [data], topics: ['datasets'] },
        {
          title: { nl: 'Menselijk toezicht', en: 'Human oversight' },
          clause: 'Annex IV(2)(e)',
          known: [oversight, gateControls],
          topics: ['interpretation'],
        },
        {
          title: { nl: 'Vooraf bepaalde veranderingen', en: 'Predetermined changes' },
          clause: 'Annex IV(2)(f)',
          topics: ['planned-changes'],
        },
        { title: { nl: 'Testen', en: 'Testing' }, clause: 'Annex IV(2)(g)', topics: ['testing', 'accuracy'] },
        { title: { nl: 'Beveiliging', en: 'Cybersecurity' }, clause: 'Annex IV(2)(h)', topics: ['security'] },
      ],
    },
    {
      title: { nl: '3. Werking, controle en grenzen', en: '3. Functioning, control and limits' },
      clause: 'Annex IV(3)',
      known: [oversight],
      topics: ['limitations', 'accuracy', 'groups', 'misuse', 'input'],
    },
    {
      title: { nl: '4. Of de maten passen', en: '4. Whether the metrics are appropriate' },
      clause: 'Annex IV(4)',
      topics: ['metrics'],
    },
    {
      title: { nl: '5. Risicobeheer', en: '5. Risk management' },
      clause: 'Annex IV(5)',
      known: [impactAssessments],
      topics: ['risks'],
    },
    {
      title: { nl: '6. Veranderingen in de loop van de tijd', en: '6. Changes over the lifetime' },
      clause: 'Annex IV(6)',
      known: [judgements],
      topics: ['changes'],
    },
    { title: { nl: '7. Normen', en: '7. Standards' }, clause: 'Annex IV(7)', topics: ['standards'] },
    { title: { nl: '8. EU-verklaring', en: '8. EU declaration' }, clause: 'Annex IV(8)', topics: ['declaration'] },
    {
      title: { nl: '9. Volgen na ingebruikname', en: '9. Monitoring once in use' },
      clause: 'Annex IV(9)',
      known: [logs],
      topics: ['post-market'],
    },
    { title: { nl: 'Waarop de klasse rust', en: 'What the class rests on' }, clause: 'Art. 6', known: [grounds] },
  ],
}
