// SPDX-License-Identifier: EUPL-1.2
// Why the outcome is what it is: each rule that holds, followed by the answers that it is based on.
import { cite } from './cite.ts'
import type { Evaluation } from './evaluate.ts'
import { type Line, words } from './explain-words.ts'
import { factSpecs } from './facts/catalogue.ts'
import type { Hit } from './hits.ts'
import { type Language, sentence } from './text.ts'

export function explainWhy(evaluation: Evaluation, language: Language): readonly Line[] {
  if (evaluation.hits.length > 0) return evaluation.hits.map((hit) => whyHit(hit, language))
  return [{ text: (evaluation.label === 'undetermined' ? words.nothingYet : words.nothing)[language] }]
}

function whyHit(hit: Hit, language: Language): Line {
  const questions = hit.facts.map((fact) => factSpecs[fact].question[language])
  const rests = questions.length > 0 ? ` ${words.restsOn[language]} ${questions.join(' ')}` : ''
  const note = hit.note === null ? '' : ` ${hit.note[language]}`
  return { text: `${opening(hit, language)}${note}${rests}`, source: cite(hit.article, language) }
}

function opening(hit: Hit, language: Language): string {
  if (hit.kind === 'scope') return (isRequired(hit) ? words.outUnless : words.outBy)(hit.title, language)
  const filtered = hit.filtered ? ` ${words.filtered[language]}` : ''
  return `${sentence(hit.title)[language]}${filtered}`
}

/** A rule of scope states what must hold, so a hit on it means that this does not hold. */
function isRequired({ id }: Hit): boolean {
  return id === '3(1)' || id === '2(1)'
}
