// SPDX-License-Identifier: EUPL-1.2
// What the class is based on and who judged it, as parts of papers.
import { cite, type Language } from '@sluis/ai-act'
import { type Block, text } from '../document.ts'
import type { Portrait } from '../portrait.ts'
import { className, sayIn } from './words.ts'

/** What the class follows from, each with its clause. */
export function grounds({ evaluation }: Portrait, language: Language): readonly Block[] {
  const head = [sayIn(language)('Regel', 'Rule'), sayIn(language)('Bron', 'Source'), sayIn(language)('Vanaf', 'From')]
  return [
    {
      kind: 'table',
      head,
      rows: evaluation.hits.map(({ title, article, from }) => [title[language], cite(article, language), from ?? '']),
      from: 'derived',
    },
    ...evaluation.readings.map(({ id, text: reading }) => text(`${id}: ${reading[language]}`, 'derived')),
  ]
}

export function judgements({ judgements: given, isAccepted }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const accepted = isAccepted
    ? say(
        'De verantwoordelijke heeft het systeem aanvaard zoals het nu is.',
        'The accountable person accepted the system as it is now.',
      )
    : say(
        'De verantwoordelijke heeft het systeem zoals het nu is niet aanvaard.',
        'The accountable person has not accepted the system as it is now.',
      )
  const rows = given.map(({ by = '?', role, label, strictest, agrees, reason = '' }) => [
    by,
    role,
    `${className(label, language)} / ${className(strictest, language)}`,
    agrees ? say('ja', 'yes') : say('nee', 'no'),
    reason,
  ])
  const head = [
    say('Beoordelaar', 'Assessor'),
    say('Rol', 'Role'),
    say('Klasse / strengst', 'Class / strictest'),
    say('Eens', 'Agrees'),
    say('Waarom', 'Why'),
  ]
  return [text(accepted, 'declared'), { kind: 'table', head, rows, from: 'declared' }]
}
