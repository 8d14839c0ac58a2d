// SPDX-License-Identifier: EUPL-1.2
import { cite, type Language, type Text } from '@sluis/ai-act'
import { type Block, type Document, gap, type Section, text } from './document.ts'
import { coverageOf } from './known/coverage.ts'
import { className, sayIn, spokenDay } from './known/words.ts'
import type { Portrait } from './portrait.ts'
import { fillers, type TopicId, topics } from './topics.ts'

/** What the register knows for one part of a paper; a gap among the blocks says what is missing. */
export type Known = (portrait: Portrait, language: Language) => readonly Block[]

export interface Field {
  readonly title: Text
  /** As the law's data cites it, such as `Art. 13(3)(a)`. */
  readonly clause?: string
  readonly known?: readonly Known[]
  /** Texts from the system's file; each that is missing becomes a gap. */
  readonly topics?: readonly TopicId[]
  readonly fields?: readonly Field[]
}

export interface Paper {
  readonly title: Text
  /** What the paper is for, in a sentence. */
  readonly purpose: Text
  readonly fields: readonly Field[]
}

const support: Text = {
  nl: 'Dit is hulp bij het beslissen, met bronnen. Het zegt niet dat aan een wet is voldaan: dat beoordelen mensen.',
  en: 'This is decision support, with sources. It does not say that any law is met: people judge that.',
}

export function documentOf(paper: Paper, portrait: Portrait, language: Language): Document {
  const { title, purpose, fields } = paper
  return {
    language,
    title: `${title[language]}: ${portrait.system.name}`,
    notice: `${purpose[language]} ${support[language]}`,
    about: aboutOf(portrait, language),
    coverage: coverageOf(portrait, language),
    sections: fields.map((field) => sectionOf(field, portrait, language)),
  }
}

function aboutOf(portrait: Portrait, language: Language): Document['about'] {
  const { system, organisation, accountable, evaluation, on } = portrait
  const say = sayIn(language)
  const { label, strictest, law } = evaluation
  const possible = say('strengst mogelijk', 'strictest possible')
  const strict = label === strictest ? '' : ` (${possible}: ${className(strictest, language)})`
  return [
    { name: say('Systeem', 'System'), value: `${system.name} (${system.id})` },
    { name: say('Organisatie', 'Organisation'), value: organisation.name },
    { name: say('Datum', 'Date'), value: spokenDay(on, language) },
    { name: say('Wet', 'Law'), value: `${law.name[language]}, ${say('versie', 'version')} ${law.version}` },
    {
      name: say('Klasse die uit de feiten volgt', 'Class that follows from the facts'),
      value: `${className(label, language)}${strict}`,
    },
    { name: say('Verantwoordelijke binnen de organisatie', 'Accountable inside the organisation'), value: accountable },
  ]
}

function sectionOf(field: Field, portrait: Portrait, language: Language): Section {
  const { title, clause, known = [], topics: asked = [], fields = [] } = field
  const blocks = [
    ...known.flatMap((one) => one(portrait, language)),
    ...asked.map((topic) => topicOf(topic, portrait, language)),
  ]
  return {
    title: title[language],
    ...(clause === undefined ? {} : { source: cite(clause, language) }),
    blocks,
    sections: fields.map((inner) => sectionOf(inner, portrait, language)),
  }
}

function topicOf(topic: TopicId, { system }: Portrait, language: Language): Block {
  const written = system.register.papers[topic]
  if (written !== undefined) return text(written, 'declared')
  return missing(topic, system.id, language)
}

/** A gap that says where its text must be written. */
function missing(topic: TopicId, system: string, language: Language): Block {
  const { ask, who } = topics[topic]
  const where = `systems/${system}.yaml, register.papers.${topic}`
  return gap(`${ask[language]} (${where})`, fillers[who][language])
}
