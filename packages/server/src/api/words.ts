// SPDX-License-Identifier: EUPL-1.2
export type Language = 'nl' | 'en'

interface Told {
  readonly title: string
  /** What happened and what to do, without names or values. */
  readonly detail: string
}

/** What a person is told when something is refused. */
export type Words = Readonly<Record<Language, Told>>
