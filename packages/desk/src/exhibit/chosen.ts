// SPDX-License-Identifier: EUPL-1.2
import type { ExhibitWish, Trail } from '../api-exhibits.ts'

/** Which fields and names of a trail a person hands over: a field as its entry's number with its name. */
export interface Chosen {
  readonly fields: readonly string[]
  readonly names: readonly string[]
}

export const fieldOf = (index: number, name: string): string => `${index} ${name}`

/** Beside the point for nearly everybody who asks, and they name others. */
const seldomAsked: ReadonlySet<string> = new Set(['shadow', 'pseudonyms'])

/** What was asked, decided and answered, and the people who decided; customers only where somebody ticks them. */
export function usualChoice({ entries, names }: Trail): Chosen {
  return {
    fields: entries.flatMap(({ index, fields }) =>
      fields.filter((name) => !seldomAsked.has(name)).map((name) => fieldOf(index, name)),
    ),
    names: names
      .filter(({ subject, isProvable }) => isProvable && subject.startsWith('person:'))
      .map(({ pseudonym }) => pseudonym),
  }
}

/** Every entry goes along, so that nobody has to ask what lies between. */
export function wishOf({ entries }: Trail, chosen: Chosen, purpose: string): ExhibitWish {
  const isChosen = (index: number) => (name: string) => chosen.fields.includes(fieldOf(index, name))
  return {
    entries: entries.map(({ index, fields }) => ({ index, fields: fields.filter(isChosen(index)) })),
    names: chosen.names,
    for: purpose,
  }
}
