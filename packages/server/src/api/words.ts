// SPDX-License-Identifier: EUPL-1.2
export type Language = 'nl' | 'en'

interface Told {
  readonly title: string
  /** What happened and what to do; no names, no values. */
  readonly detail: string
}

/** What a person is told of one refusal. */
export type Words = Readonly<Record<Language, Told>>
