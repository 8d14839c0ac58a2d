// SPDX-License-Identifier: EUPL-1.2
// Fines (art. 99, 101), incidents (art. 73) and who supervises (art. 75).
import { text } from '../text.ts'
import type { Clause, IncidentDeadline, PenaltyTier } from './types.ts'

/**
 * For an undertaking the higher of the amount and the percentage of the previous year's turnover applies; see the flags.
 */
export const penalties: readonly PenaltyTier[] = [
  {
    id: 'T1',
    article: 'Art. 99(3)',
    maximumEuro: 35_000_000,
    percentOfTurnover: 7,
    lowerForSme: true,
    lowerForSmallMidCap: false,
  },
  {
    id: 'T2',
    article: 'Art. 99(4)',
    maximumEuro: 15_000_000,
    percentOfTurnover: 3,
    lowerForSme: true,
    lowerForSmallMidCap: true,
  },
  {
    id: 'T3',
    article: 'Art. 99(5)',
    maximumEuro: 7_500_000,
    percentOfTurnover: 1,
    lowerForSme: true,
    lowerForSmallMidCap: true,
  },
  {
    id: 'GPAI',
    article: 'Art. 101',
    maximumEuro: 15_000_000,
    percentOfTurnover: 3,
    lowerForSme: false,
    lowerForSmallMidCap: false,
  },
]

export const incidents: readonly IncidentDeadline[] = [
  {
    kind: 'default',
    hours: 360,
    text: text(
      'Meteen als het verband vaststaat, en uiterlijk 15 dagen nadat u het weet.',
      'Immediately once the causal link is established, and at latest 15 days after awareness.',
    ),
  },
  {
    kind: 'widespread_infringement_or_critical_infrastructure',
    hours: 48,
    text: text('Uiterlijk 2 dagen nadat u het weet.', 'At latest 2 days after awareness.'),
  },
  {
    kind: 'death',
    hours: 240,
    text: text('Uiterlijk 10 dagen nadat u het weet.', 'At latest 10 days after awareness.'),
  },
]

export const incidentRules: readonly Clause[] = [
  {
    article: 'Art. 3(49)(a)',
    what: text('iemand overlijdt of lijdt ernstige schade aan de gezondheid', 'a death or serious harm to health'),
  },
  {
    article: 'Art. 3(49)(b)',
    what: text(
      'vitale infrastructuur raakt ernstig en onomkeerbaar verstoord',
      'serious and irreversible disruption of critical infrastructure',
    ),
  },
  {
    article: 'Art. 3(49)(c)',
    what: text(
      'plichten die grondrechten beschermen zijn geschonden',
      'infringement of obligations that protect fundamental rights',
    ),
  },
  {
    article: 'Art. 3(49)(d)',
    what: text('ernstige schade aan eigendom of milieu', 'serious harm to property or the environment'),
  },
  {
    article: 'Art. 73(5)',
    what: text('een eerste melding mag onvolledig zijn', 'a first report may be incomplete'),
  },
  {
    article: 'Art. 73(6)',
    what: text(
      'verander het systeem niet zo dat onderzoek lastig wordt, voordat de toezichthouder het weet',
      'do not alter the system in a way that affects later evaluation before informing the authority',
    ),
  },
  {
    article: 'Art. 73(8)',
    what: text('de toezichthouder treedt binnen zeven dagen op', 'the authority acts within seven days'),
  },
  {
    article: 'Art. 26(5)',
    what: text(
      'de gebruiksverantwoordelijke meldt eerst aan de aanbieder; is die onbereikbaar, dan geldt artikel 73 voor hem',
      'the deployer informs the provider first; if it cannot be reached, article 73 applies to the deployer',
    ),
  },
]

export const supervision: readonly Clause[] = [
  {
    article: 'Art. 75(1)',
    what: text(
      'Het AI-bureau gaat als enige over systemen op een model van dezelfde aanbieder en over AI in zeer grote ' +
        'platforms. Producten van bijlage I, bijlage III punt 2, opsporing, grenzen, financiën en rechtspraak vallen ' +
        'daar niet onder.',
      'The AI Office alone supervises systems built on a model of the same provider and AI in very large platforms. ' +
        'Products of Annex I, Annex III point 2, law enforcement, borders, finance and justice are not part of that.',
    ),
  },
  {
    article: 'Uitvoeringswet AI-verordening (draft, NL)',
    what: text(
      'Nederland wil het toezicht verdelen over ongeveer tien toezichthouders; de AP en de RDI coördineren. Dit is nog ' +
        'geen wet.',
      'The Netherlands plan to divide supervision over about ten authorities; AP and RDI coordinate. This is not law yet.',
    ),
  },
]
