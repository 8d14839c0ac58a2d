// SPDX-License-Identifier: EUPL-1.2
// Obligations of providers of general-purpose models: art. 52 to 55.
import { type Text, text } from '../text.ts'
import type { ObligationRule } from './types.ts'

function modelDuty(id: string, article: string, duty: Text, more: Partial<ObligationRule> = {}): ObligationRule {
  return { id, article, ground: 'model', roles: ['provider'], duty, fine: 'GPAI', ...more }
}

// Art. 53(2), 54(6): free and open models are exempt from three duties, unless they have systemic risk.
const unlessOpen = { any: ['!free_open_source_release', '_systemic'] } as const

export const modelObligations: readonly ObligationRule[] = [
  modelDuty(
    'G-52',
    'Art. 52(1)',
    text(
      'Meld het model binnen twee weken nadat de grens is bereikt of dat bekend is.',
      'Notify the Commission within two weeks after the threshold is met or known to be met.',
    ),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-53a',
    'Art. 53(1)(a) + Annex XI',
    text(
      'Houd technische documentatie bij: training, testen, rekenwerk en gemeten of geschat energiegebruik.',
      'Keep technical documentation: training, testing, compute and known or estimated energy consumption.',
    ),
    { when: unlessOpen },
  ),
  modelDuty(
    'G-53b',
    'Art. 53(1)(b) + Annex XII',
    text('Geef afnemers die op het model bouwen informatie.', 'Give information to those who build on the model.'),
    { when: unlessOpen },
  ),
  modelDuty(
    'G-53c',
    'Art. 53(1)(c)',
    text(
      'Heb beleid voor auteursrecht en respecteer wie zijn werk uitsluit van datamining.',
      'Have a copyright policy and respect opt-outs from text and data mining.',
    ),
  ),
  modelDuty(
    'G-53d',
    'Art. 53(1)(d)',
    text(
      'Publiceer een samenvatting van de gebruikte trainingsgegevens.',
      'Publish a summary of the content used for training.',
    ),
  ),
  modelDuty('G-54', 'Art. 54', text('Wijs een gemachtigde in de EU aan.', 'Appoint a representative in the EU.'), {
    when: { all: ['provider_established_outside_union', unlessOpen] },
  }),
  modelDuty(
    'G-55a',
    'Art. 55(1)(a)',
    text('Beoordeel het model, ook met aanvallende tests.', 'Evaluate the model, also with adversarial testing.'),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55b',
    'Art. 55(1)(b)',
    text('Beoordeel en beperk systeemrisico’s.', 'Assess and mitigate systemic risks.'),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55c',
    'Art. 55(1)(c)',
    text(
      'Volg en documenteer ernstige incidenten en meld ze aan het AI-bureau.',
      'Track, document and report serious incidents to the AI Office.',
    ),
    { ground: 'systemic_model' },
  ),
  modelDuty(
    'G-55d',
    'Art. 55(1)(d)',
    text('Beveilig het model en de machines waarop het draait.', 'Secure the model and its infrastructure.'),
    { ground: 'systemic_model' },
  ),
]
