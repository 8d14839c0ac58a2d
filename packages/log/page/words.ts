// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../src/words/words.ts'
import { dutch } from './words-dutch.ts'
import { english } from './words-english.ts'

/** The texts that stand in the page itself, by the name that its `data-text` gives. */
export const textNames = [
  'title',
  'intro',
  'subjectTitle',
  'drop',
  'chooseFile',
  'chooseFolder',
  'uploadHint',
  'keyTitle',
  'keyLabel',
  'keyHint',
  'chooseKey',
  'keptTitle',
  'keptHint',
  'chooseKept',
  'entryTitle',
  'entryHint',
  'chooseEntry',
  'takeAway',
  'check',
  'resultTitle',
  'print',
  'aboutTitle',
  'aboutKey',
  'aboutPage',
  'aboutHash',
  'aboutTruth',
] as const

type TextName = (typeof textNames)[number]

/** What only the page says; the answers themselves are in the words that the command has too. */
export interface PageWords {
  readonly texts: Readonly<Record<TextName, string>>
  readonly checking: string
  readonly chooseFirst: string
  readonly dropRefused: string
  /** Of an answer that nothing but a change explains. */
  readonly invalid: string
  readonly keyAdvice: string
  readonly unreachableAdvice: string
  readonly entryMissing: string
  readonly notUsable: string
  /** Before what is wrong with the key that was given. */
  readonly theKey: string
  readonly aboutNothing: string
  readonly noEngine: string
  readonly defect: string
  readonly labels: Readonly<
    Record<
      'checked' | 'sha256' | 'key' | 'when' | 'at' | 'kind' | 'place' | 'data' | 'withheld' | 'exactly' | 'findings',
      string
    >
  >
  file(name: string, bytes: number): string
  folder(name: string, files: number): string
  /** When the check was made, and by whose clock. */
  when(time: string): string
  /** The time that a log gave its entry. */
  at(time: string): string
  place(number: number, series: string): string
  withheld(digests: number): string
  /** Before the name of a private field of which somebody gave the content. */
  readonly handedOver: string
  readonly tooMuch: string
  readonly notText: string
  readonly empty: string
}

export function pageWordsIn(language: Language): PageWords {
  return language === 'nl' ? dutch : english
}
