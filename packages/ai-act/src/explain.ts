// SPDX-License-Identifier: EUPL-1.2
// An evaluation in plain words: the outcome, the reasons, what is open, what to do, and what is provisional. This is
// decision support with sources; it never says that anybody complies with anything.
import { cite } from './cite.ts'
import { spokenDate } from './dates.ts'
import type { Obligation } from './duties.ts'
import type { Evaluation } from './evaluate.ts'
import { explainWhy } from './explain-why.ts'
import { type Line, type Section, words } from './explain-words.ts'
import { factSpecs } from './facts/catalogue.ts'
import type { Language } from './text.ts'

/** How many open facts and later duties are written out; the rest are counted. */
const shown = 5

/** Sections to show below each other; `textOf` turns them into plain text. */
export function explain(evaluation: Evaluation, language: Language): readonly Section[] {
  const sections = [
    section(words.outcome[language], outcome(evaluation, language)),
    section(words.why[language], explainWhy(evaluation, language)),
    section(words.open[language], openLines(evaluation, language)),
    section(words.duties[language], dutyLines(evaluation, language)),
    section(
      words.provisional[language],
      evaluation.readings.map(({ id, text }) => ({ text: text[language], source: id })),
    ),
    section(words.note[language], noteLines(evaluation, language)),
  ]
  return sections.filter(({ lines }) => lines.length > 0)
}

export function textOf(sections: readonly Section[]): string {
  const line = ({ text, source }: Line) => `- ${text}${source === undefined ? '' : ` (${source})`}`
  return sections.map(({ heading, lines }) => [heading, ...lines.map(line)].join('\n')).join('\n\n')
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines }
}

function outcome(evaluation: Evaluation, language: Language): readonly Line[] {
  const { label, strictest, hits } = evaluation
  const lines: Line[] = [{ text: words.label(words.classes[label], language) }]
  if (strictest !== label) lines.push({ text: words.strictest(words.classes[strictest], language) })
  const bans = hits.filter(({ kind, inForce }) => kind === 'prohibited' && !inForce)
  for (const { title, from, article } of bans) {
    lines.push({
      text: words.banFrom(title, spokenDate(from ?? '', language), language),
      source: cite(article, language),
    })
  }
  const high = label === 'high' ? hits.filter((hit) => hit.class === 'high') : []
  if (high.length > 0 && high.every(({ inForce }) => !inForce)) {
    const days = high.flatMap(({ from }) => (from === null ? [] : [from])).sort()
    const [first] = days
    lines.push({
      text: first === undefined ? words.legacy[language] : words.ahead(spokenDate(first, language), language),
    })
  }
  if (evaluation.closed) lines.push({ text: words.closed[language] })
  return lines
}

function openLines({ open, settled }: Evaluation, language: Language): readonly Line[] {
  const deciding = open.filter(({ about }) => about === 'class')
  const questions = (deciding.length > 0 ? deciding : open).slice(0, shown)
  if (questions.length === 0) return []
  const rest = open.length - questions.length
  return [
    { text: (settled ? words.settled : words.unsettled)[language] },
    ...questions.map(({ fact }) => ({
      text: factSpecs[fact].question[language],
      source: cite(factSpecs[fact].source, language),
    })),
    ...(rest > 0 ? [{ text: words.more(rest, language) }] : []),
  ]
}

function dutyLines({ obligations, procedures, fine }: Evaluation, language: Language): readonly Line[] {
  const sure = obligations.filter(({ status }) => status === 'applies')
  const unsure = obligations.length - sure.length
  return [
    ...sure.map((obligation) => dutyLine(obligation, language)),
    ...procedures
      .filter(({ status }) => status === 'applies')
      .map(({ procedure, article }) => ({ text: procedure[language], source: cite(article, language) })),
    ...(unsure > 0 ? [{ text: words.mayApply(unsure, language) }] : []),
    ...(fine === null ? [] : [{ text: words.fine(fine, language), source: cite(fine.article, language) }]),
  ]
}

function dutyLine({ duty, from, formallyFrom, inForce, article }: Obligation, language: Language): Line {
  const binding = inForce ? words.now[language] : words.from(spokenDate(from, language), language)
  const formal = formallyFrom === null ? '' : ` ${words.formally(spokenDate(formallyFrom, language), language)}`
  const when = `${binding}${formal}`
  return { text: `${when}: ${duty[language]}`, source: cite(article, language) }
}

function noteLines({ law, on }: Evaluation, language: Language): readonly Line[] {
  return [
    { text: words.support[language] },
    { text: words.copies[language] },
    { text: words.lawVersion(law.name[language], law.version, spokenDate(on, language), language) },
  ]
}
