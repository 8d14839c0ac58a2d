// SPDX-License-Identifier: EUPL-1.2
// Why the outcome is what it is: each rule that holds, followed by the answers it rests on.
import { cite } from './cite.ts'
import type { Evaluation } from './evaluate.ts'
import { type Line, words } from './explain-words.ts'
import { factSpecs } from './facts/catalogue.ts'
import type { Hit } from './hits.ts'
import type { Language } from './text.ts'

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
  const title = hit.title[language]
  if (hit.kind === 'scope') return words.outBecause(hit.id === '3(1)' || hit.id === '2(1)', title, language)
  const filtered = hit.filtered ? ` ${words.filtered[language]}` : ''
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.${filtered}`
}
