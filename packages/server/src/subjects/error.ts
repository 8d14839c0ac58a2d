// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import type { Stay } from './holds.ts'
import { stayWords } from './words.ts'

/** Every reason for which this room refuses; docs/reference/errors.md says what to do about each. */
export type SubjectErrorCode =
  /** Not written as a kind and a value, or with characters that no subject has. */
  | 'subject-malformed'
  /**
   * Something that the organisation wrote about a system, a tool or its rules: no person can ask to have that erased.
   */
  | 'subject-kept'
  /** Nothing is sealed under it, and nothing names it. */
  | 'nothing-held'
  /** Something keeps the content for now; `stays` says what. */
  | 'erasure-held'
  /** What is held is no longer what was shown. */
  | 'erasure-moved'
  /** A name can be erased only after the runs that carry it. */
  | 'runs-first'

/** A refusal with a sentence for the person who asked. */
export class SubjectError extends Error {
  readonly code: SubjectErrorCode
  readonly sentence: Text
  constructor(code: SubjectErrorCode, stays: readonly Stay[] = []) {
    const sentence = code === 'erasure-held' ? heldBy(stays) : sentences[code]
    super(sentence.en)
    this.name = 'SubjectError'
    this.code = code
    this.sentence = sentence
  }
}

function heldBy(stays: readonly Stay[]): Text {
  const said = (language: 'nl' | 'en') => stays.map((stay) => stayWords[stay][language]).join(' ')
  return { nl: `Dit kan nu niet weg. ${said('nl')}`, en: `This can't go now. ${said('en')}` }
}

const sentences: Readonly<Record<Exclude<SubjectErrorCode, 'erasure-held'>, Text>> = {
  'subject-malformed': {
    nl: 'Schrijf over wie het gaat als soort:waarde, zoals customer:10023, address:jan@example.nl of run:run-1f0c.',
    en: 'Write whom it is about as kind:value, such as customer:10023, address:jan@example.nl or run:run-1f0c.',
  },
  'subject-kept': {
    nl: 'Wat uw organisatie over een systeem, een gereedschap of haar regels schreef, is verantwoording en wordt niet gewist.',
    en: 'What your organisation wrote about a system, a tool or its rules is its account of them, and is not erased.',
  },
  'nothing-held': {
    nl: 'Hieronder is niets verzegeld dat weg kan. Is het een e-mailadres, wis dan de runs waarin het voorkomt.',
    en: 'Nothing is sealed under this that could go. If it is a mail address, erase the runs in which it occurs.',
  },
  'erasure-moved': {
    nl: 'Er wordt intussen iets anders bewaard dan u te zien kreeg. Vraag het opnieuw op, en beslis dan.',
    en: 'By now something else is held than what you were shown. Ask for it again, then decide.',
  },
  'runs-first': {
    nl: 'Wis eerst de runs die deze naam dragen: zonder de naam vindt niemand ze meer.',
    en: 'Erase the runs that carry this name first: without the name nobody finds them any more.',
  },
}
