// SPDX-License-Identifier: EUPL-1.2
// What everything on the page is shown with: the words of one language, a list of facts, and a moment.
import type { Fact } from '../src/words/tell.ts'
import { type Language, type Words, wordsIn } from '../src/words/words.ts'
import { element, foreign } from './dom.ts'
import { type PageWords, pageWordsIn } from './words.ts'

export interface Showing {
  readonly words: Words
  readonly own: PageWords
  readonly language: Language
}

export const showingIn = (language: Language): Showing => ({
  words: wordsIn(language),
  own: pageWordsIn(language),
  language,
})

export function facts(all: readonly Fact[]): HTMLElement {
  const rows = all.flatMap(({ label, value }) => [element('dt', '', label), element('dd', '', foreign(value))])
  return element('dl', 'facts', ...rows)
}

/** In world time, so that a paper says the same wherever it is read. */
export function tellMoment(moment: Date, language: Language): string {
  const locale = { en: 'en-GB', nl: 'nl-NL' }[language]
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' })
  return `${format.format(moment)} UTC`
}
