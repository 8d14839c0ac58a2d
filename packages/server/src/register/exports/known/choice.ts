// SPDX-License-Identifier: EUPL-1.2
// Why a system is used and what was considered, as parts of papers.
import type { Language } from '@sluis/ai-act'
import { type Block, gap, list } from '../document.ts'
import type { Portrait } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { sayIn } from './words.ts'

export function why({ system }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const { problem, baseline, benefit, stopWhen } = system.register
  const measured = benefit.measured ?? say('nog niet gemeten', 'not measured yet')
  return [
    list(
      [
        `${say('Probleem', 'Problem')}: ${problem}`,
        `${say('Zonder het systeem', 'Without the system')}: ${baseline}`,
        `${say('Maat van de opbrengst', 'Measure of the benefit')}: ${benefit.measure} (${measured})`,
        `${say('Stoppen als', 'Stop when')}: ${stopWhen}`,
      ],
      'declared',
    ),
  ]
}

export function alternatives({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.alternatives
  if (items.length > 0)
    return [
      list(
        items.map(({ what, why: reason }) => `${what}: ${reason}`),
        'declared',
      ),
    ]
  const ask = sayIn(language)('Welke alternatieven zijn gewogen?', 'Which alternatives were weighed?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.alternatives)`, fillers.owner[language])]
}

export function impactAssessments({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.assessments
  if (items.length > 0)
    return [
      list(
        items.map(({ kind, where, on }) => `${kind.toUpperCase()}, ${on}: ${where}`),
        'declared',
      ),
    ]
  const ask = sayIn(language)('Welke effectbeoordelingen zijn gedaan?', 'Which impact assessments were made?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.assessments)`, fillers.owner[language])]
}
