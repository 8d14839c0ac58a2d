// SPDX-License-Identifier: EUPL-1.2
// What the shapes of the people's API have in common.

export type Language = 'nl' | 'en'
export type Text = Readonly<Record<Language, string>>

export interface Named {
  readonly id: string
  readonly name: string
}
