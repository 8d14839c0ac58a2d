// SPDX-License-Identifier: EUPL-1.2
// The obligations that follow from the facts, each with its number in the Algoritmekader of the Dutch government
// (MinBZK/Algoritmekader, requirements `ver` and measures `mtr`, as of 2026), and what shows here that it is met.
import { cite, type Language, type Obligation } from '@sluis/ai-act'
import type { Block } from './document.ts'
import { sayIn } from './known/words.ts'
import type { Portrait } from './portrait.ts'

const requirement = (number: string): string => `urn:nl:ak:ver:${number}`
const measure = (number: string): string => `urn:nl:ak:mtr:${number}`

/**
 * By the id of the obligation in the law's data. An obligation that the Algoritmekader has no requirement for has none.
 */
const numbers: Readonly<Record<string, readonly string[]>> = {
  'O-04': [requirement('aia-01')],
  'O-05': [requirement('aia-00')],
  'O-06-4': [requirement('aia-02')],
  'O-09': [requirement('aia-03'), requirement('aia-04')],
  'O-10': [requirement('aia-05')],
  'O-11': [requirement('aia-06')],
  'O-12': [requirement('aia-07'), measure('owk-04')],
  'O-13': [requirement('aia-08'), measure('imp-01')],
  'O-14': [requirement('aia-09'), measure('imp-03'), measure('owk-02')],
  'O-15': [requirement('aia-10')],
  'O-16b': [requirement('aia-19')],
  'O-17': [requirement('aia-11')],
  'O-18': [requirement('aia-12')],
  'O-19': [requirement('aia-13')],
  'O-20': [requirement('aia-18')],
  'O-26-1': [requirement('aia-20')],
  'O-26-2': [requirement('aia-21'), measure('imp-03')],
  'O-26-4': [requirement('aia-22')],
  'O-26-5': [requirement('aia-22'), measure('owk-02')],
  'O-26-6': [requirement('aia-23'), measure('owk-04')],
  'O-26-7': [requirement('aia-24')],
  'O-26-8': [requirement('aia-25')],
  'O-27': [requirement('aia-27')],
  'O-43': [requirement('aia-14')],
  'O-47': [requirement('aia-15')],
  'O-48': [requirement('aia-16')],
  'O-49-1': [requirement('aia-17')],
  'O-49-2': [requirement('aia-17')],
  'O-49-5': [requirement('aia-17')],
  'O-50.1': [requirement('aia-28')],
  'O-50.2': [requirement('aia-28')],
  'O-50.3': [requirement('aia-28')],
  'O-50.4a': [requirement('aia-28')],
  'O-50.4b': [requirement('aia-28')],
  'O-50.5': [requirement('aia-28')],
  'O-72': [requirement('aia-34')],
  'O-73': [requirement('aia-35')],
  'O-86': [requirement('aia-26')],
  'O-87': [requirement('aia-36')],
  'O-GDPR22': [requirement('avg-10'), measure('imp-07')],
}

export interface Control {
  readonly id: string
  readonly urns: readonly string[]
  readonly obligation: Obligation
}

export function controlsOf({ evaluation }: Pick<Portrait, 'evaluation'>): readonly Control[] {
  return evaluation.obligations.map((obligation) => ({
    id: obligation.id,
    urns: numbers[obligation.id] ?? [],
    obligation,
  }))
}

/** Every obligation that applies or may apply, as a table. */
export function controlTable(portrait: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const rows = controlsOf(portrait).map(({ urns, obligation }) => [
    obligation.duty[language],
    cite(obligation.article, language),
    `${obligation.status === 'applies' ? say('geldt', 'applies') : say('kan gelden', 'may apply')}, ${say('vanaf', 'from')} ${obligation.from}`,
    obligation.evidence?.[language] ?? '',
    urns.join(', '),
  ])
  const head = [
    say('Plicht', 'Duty'),
    say('Bron', 'Source'),
    say('Wanneer', 'When'),
    say('Wat dit zou tonen', 'What would show it'),
    'Algoritmekader',
  ]
  return [{ kind: 'table', head, rows, from: 'derived' }]
}
