// SPDX-License-Identifier: EUPL-1.2
// Weighing open facts against each other: first by the tier of the rules that wait for them, then by how much of those
// rules an answer would settle.

/**
 * The order in which the law decides a class: a rule further up makes those below it not matter. A ban that has yet to
 * start changes a class on this date only by shutting art. 2(12), but comes before other duties.
 */
export const tiers = {
  duties: 0,
  later_ban: 1,
  later_ban_on_open_source: 2,
  open_source: 3,
  limited: 4,
  filter: 5,
  high: 6,
  prohibited: 7,
  exclusion: 8,
  scope: 9,
} as const
export type Tier = keyof typeof tiers

/** Most systems do little of what the law names, so a rule that a "no" can settle is soonest settled by asking that. */
export const yesIsRare = 1 / 8

export interface Weight {
  readonly order: number
  readonly decides: string[]
  tier: number
  inTier: number
  total: number
}

export class Ballot {
  readonly #byPlace: (Weight | undefined)[] = []
  readonly #weights: Weight[] = []

  vote(order: number, tier: number, share: number, rule: string): void {
    const weight = this.#byPlace[order] ?? this.#add(order)
    // What an answer does for duties is no reason to ask it sooner for the class.
    if (tier > tiers.duties) weight.total += share
    if (tier > weight.tier) {
      weight.tier = tier
      weight.inTier = 0
    }
    if (tier === weight.tier) weight.inTier += share
    if (weight.decides.at(-1) !== rule) weight.decides.push(rule)
  }

  #add(order: number): Weight {
    const weight = { order, decides: [], tier: 0, inTier: 0, total: 0 }
    this.#byPlace[order] = weight
    this.#weights.push(weight)
    return weight
  }

  /** Ties are broken by the order of the law. */
  ranked(): readonly Weight[] {
    return this.#weights.sort(
      (one, other) =>
        other.tier - one.tier || other.inTier - one.inTier || other.total - one.total || one.order - other.order,
    )
  }
}
