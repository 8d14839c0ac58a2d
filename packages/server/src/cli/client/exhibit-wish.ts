// SPDX-License-Identifier: EUPL-1.2

/** Entries of the log that tell of something, as the people's API gives them. */
export interface Trail {
  readonly entries: readonly {
    readonly index: number
    readonly at: number
    readonly kind: string
    readonly fields: readonly string[]
  }[]
  readonly names: readonly { readonly pseudonym: string; readonly subject: string; readonly isProvable: boolean }[]
  readonly verifierKey: string
}

export const namesToGive = ['people', 'all', 'none'] as const

export interface Choice {
  /** Fields that stay behind. */
  readonly without?: readonly string[]
  /** Whose names go along. */
  readonly names: (typeof namesToGive)[number]
}

/**
 * What goes along. Rules that were only tried decided nothing; and whom the pseudonyms in texts stand for, which the gate
 * kept from a model, goes to nobody who was not meant to read all names.
 */
export function exhibitWish({ entries, names }: Trail, { without = [], names: given }: Choice) {
  const stays = new Set([...without, 'shadow', ...(given === 'all' ? [] : ['pseudonyms'])])
  const meant = names.filter(({ subject }) => given === 'all' || (given === 'people' && subject.startsWith('person:')))
  return {
    entries: entries.map(({ index, fields }) => ({ index, fields: fields.filter((name) => !stays.has(name)) })),
    named: meant.filter(({ isProvable }) => isProvable),
    unprovable: meant.filter(({ isProvable }) => !isProvable),
  }
}
