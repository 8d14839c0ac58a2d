// SPDX-License-Identifier: EUPL-1.2
// Annex VIII of the AI Act after Regulation (EU) 2026/1744, which deleted points 7 and 9 of section B. Entries of
// law enforcement, migration, asylum and border control go to the non-public section (art. 49(4)).

import { impactAssessments } from '../known/choice.ts'
import { grounds, judgements } from '../known/judged.ts'
import { organisation, provider } from '../known/parties.ts'
import { data, parts } from '../known/parts.ts'
import { publicityWith } from '../known/publicity.ts'
import { affected, oversight, purpose } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const annexViiiA: Paper = {
  title: {
    nl: 'Inschrijving in de EU-databank door de aanbieder (bijlage VIII, deel A)',
    en: 'Entry in the EU database by the provider (Annex VIII, section A)',
  },
  purpose: {
    nl: 'De gegevens die een aanbieder van een systeem met een hoog risico inschrijft.',
    en: 'The data that the provider of a high-risk system enters.',
  },
  fields: [
    {
      title: {
        nl: 'Naam, adres en contactgegevens van de aanbieder',
        en: 'Name, address and contact details of the provider',
      },
      clause: 'Annex VIII A(1)',
      known: [provider],
    },
    { title: { nl: 'Wie dit indient', en: 'Who submits this' }, clause: 'Annex VIII A(2)', known: [organisation] },
    {
      title: { nl: 'Gemachtigde', en: 'Authorised representative' },
      clause: 'Annex VIII A(3)',
      topics: ['representative'],
    },
    {
      title: { nl: 'Handelsnaam en aanduiding', en: 'Trade name and reference' },
      clause: 'Annex VIII A(4)',
      topics: ['trade-name'],
    },
    {
      title: { nl: 'Doel, onderdelen en functies', en: 'Purpose, components and functions' },
      clause: 'Annex VIII A(5)',
      known: [purpose, parts],
    },
    {
      title: { nl: 'Gebruikte gegevens en werking, kort', en: 'Information used and operating logic, in brief' },
      clause: 'Annex VIII A(6)',
      known: [data],
      topics: ['design'],
    },
    { title: { nl: 'Status', en: 'Status' }, clause: 'Annex VIII A(7)', topics: ['market-status'] },
    { title: { nl: 'Certificaat', en: 'Certificate' }, clause: 'Annex VIII A(8), (9)', topics: ['certificate'] },
    { title: { nl: 'Lidstaten', en: 'Member States' }, clause: 'Annex VIII A(10)', topics: ['countries'] },
    { title: { nl: 'EU-verklaring', en: 'EU declaration' }, clause: 'Annex VIII A(11)', topics: ['declaration'] },
    {
      title: { nl: 'Gebruiksaanwijzing', en: 'Instructions for use' },
      clause: 'Annex VIII A(12)',
      topics: ['instructions'],
    },
    {
      title: { nl: 'Waar dit wordt ingeschreven', en: 'Where this is entered' },
      clause: 'Art. 49(4)',
      known: [publicityWith('1-5, 7, 10')],
    },
  ],
}

export const annexViiiB: Paper = {
  title: {
    nl: 'Inschrijving van een systeem dat het filter uitzondert (bijlage VIII, deel B)',
    en: 'Entry of a system that the filter takes out (Annex VIII, section B)',
  },
  purpose: {
    nl: 'De gegevens die een aanbieder inschrijft die artikel 6(3) inroept. De redenen blijven hier staan, ook nu de databank ze niet meer vraagt.',
    en: 'The data that a provider enters who relies on article 6(3). The reasons stay here, also now that the database no longer asks for them.',
  },
  fields: [
    {
      title: {
        nl: 'Naam, adres en contactgegevens van de aanbieder',
        en: 'Name, address and contact details of the provider',
      },
      clause: 'Annex VIII B(1)',
      known: [provider],
    },
    { title: { nl: 'Wie dit indient', en: 'Who submits this' }, clause: 'Annex VIII B(2)', known: [organisation] },
    {
      title: { nl: 'Gemachtigde', en: 'Authorised representative' },
      clause: 'Annex VIII B(3)',
      topics: ['representative'],
    },
    {
      title: { nl: 'Handelsnaam en aanduiding', en: 'Trade name and reference' },
      clause: 'Annex VIII B(4)',
      topics: ['trade-name'],
    },
    { title: { nl: 'Doel', en: 'Intended purpose' }, clause: 'Annex VIII B(5)', known: [purpose] },
    {
      title: { nl: 'Voorwaarde van artikel 6(3)', en: 'Condition of article 6(3)' },
      clause: 'Annex VIII B(6)',
      known: [grounds],
      topics: ['filter'],
    },
    { title: { nl: 'Status', en: 'Status' }, clause: 'Annex VIII B(8)', topics: ['market-status'] },
    { title: { nl: 'Wie het beoordeelde', en: 'Who assessed it' }, clause: 'Art. 6(4)', known: [judgements] },
    {
      title: { nl: 'Waar dit wordt ingeschreven', en: 'Where this is entered' },
      clause: 'Art. 49(4)',
      known: [publicityWith('1-5, 8')],
    },
  ],
}

export const annexViiiC: Paper = {
  title: {
    nl: 'Inschrijving in de EU-databank door de gebruiksverantwoordelijke (bijlage VIII, deel C)',
    en: 'Entry in the EU database by the deployer (Annex VIII, section C)',
  },
  purpose: {
    nl: 'De gegevens die een overheid inschrijft die een systeem met een hoog risico gebruikt.',
    en: 'The data that a public authority enters that deploys a high-risk system.',
  },
  fields: [
    {
      title: { nl: 'Naam, adres en contactgegevens', en: 'Name, address and contact details' },
      clause: 'Annex VIII C(1)',
      known: [organisation],
    },
    { title: { nl: 'Wie dit indient', en: 'Who submits this' }, clause: 'Annex VIII C(2)', known: [organisation] },
    {
      title: { nl: 'Inschrijving van de aanbieder', en: 'Entry of the provider' },
      clause: 'Annex VIII C(3)',
      topics: ['eu-entry'],
    },
    {
      title: {
        nl: 'Samenvatting van de grondrechteneffectbeoordeling',
        en: 'Summary of the fundamental rights impact assessment',
      },
      clause: 'Annex VIII C(4)',
      known: [affected, oversight],
      topics: ['processes', 'harms', 'measures'],
    },
    {
      title: {
        nl: 'Samenvatting van de DPIA, als die er is',
        en: 'Summary of the data protection impact assessment, where there is one',
      },
      clause: 'Annex VIII C(5)',
      known: [impactAssessments],
    },
    {
      title: { nl: 'Waar dit wordt ingeschreven', en: 'Where this is entered' },
      clause: 'Art. 49(4)',
      known: [publicityWith('1-3')],
    },
  ],
}
