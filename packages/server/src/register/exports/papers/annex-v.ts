// SPDX-License-Identifier: EUPL-1.2
// Annex V of the AI Act. This is a draft and stays one: what a provider declares on their own responsibility is written
// and signed by a person, and nothing here writes it for them.
import { gap } from '../document.ts'
import { grounds } from '../known/judged.ts'
import { personalData, provider } from '../known/parties.ts'
import { purpose } from '../known/use.ts'
import type { Known, Paper } from '../paper.ts'
import { fillers } from '../topics.ts'

/** A statement that only the signatory can make. */
const statedBySigner =
  (nl: string, en: string): Known =>
  (_, language) => [gap(language === 'nl' ? nl : en, fillers.provider[language])]

export const annexV: Paper = {
  title: {
    nl: 'Ontwerp van de EU-verklaring (bijlage V), niet ondertekend',
    en: 'Draft of the EU declaration (Annex V), unsigned',
  },
  purpose: {
    nl: 'Een ontwerp zonder rechtsgevolg: de verklaring zelf schrijft en ondertekent de aanbieder.',
    en: 'A draft without legal effect: the provider writes and signs the declaration itself.',
  },
  fields: [
    {
      title: { nl: 'Naam, soort en aanduiding van het systeem', en: 'Name, type and reference of the system' },
      clause: 'Annex V(1)',
      known: [purpose],
      topics: ['trade-name', 'version'],
    },
    {
      title: { nl: 'Aanbieder en gemachtigde', en: 'Provider and authorised representative' },
      clause: 'Annex V(2)',
      known: [provider],
      topics: ['representative'],
    },
    {
      title: { nl: 'Eigen verantwoordelijkheid', en: 'Sole responsibility' },
      clause: 'Annex V(3)',
      known: [
        statedBySigner(
          'De verklaring dat dit onder de eigen verantwoordelijkheid van de aanbieder wordt afgegeven.',
          'The statement that this is issued under the sole responsibility of the provider.',
        ),
      ],
    },
    {
      title: { nl: 'De verklaring over de verordening', en: 'The statement about the Regulation' },
      clause: 'Annex V(4)',
      known: [
        statedBySigner(
          'De verklaring van punt 4. Wie tekent, schrijft die zelf, na de keuring van artikel 43.',
          'The statement of point 4. Whoever signs writes it, after the procedure of article 43.',
        ),
        grounds,
      ],
    },
    {
      title: { nl: 'Persoonsgegevens', en: 'Personal data' },
      clause: 'Annex V(5)',
      known: [personalData],
    },
    { title: { nl: 'Normen', en: 'Standards' }, clause: 'Annex V(6)', topics: ['standards'] },
    {
      title: { nl: 'Aangemelde instantie en certificaat', en: 'Notified body and certificate' },
      clause: 'Annex V(7)',
      topics: ['certificate'],
    },
    {
      title: { nl: 'Plaats, datum, naam, functie en handtekening', en: 'Place, date, name, function and signature' },
      clause: 'Annex V(8)',
      known: [statedBySigner('Datum en handtekening.', 'Date and signature.')],
      topics: ['signatory'],
    },
  ],
}
