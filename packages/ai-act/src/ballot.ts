// SPDX-License-Identifier: EUPL-1.2
// Weighs open facts against each other: first by the tier of the rules that depend on them, then by how much of those
// rules an answer would settle.

/**
 * The order in which the law decides a class: when a rule holds, the tiers below it no longer matter. A ban that has not
 * started yet changes a class on this date only by ruling out art. 2(12), but it comes before other duties.
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

/**
 * Most systems do little of what the law names, so a rule that a "no" can settle is settled soonest by asking for that.
 */
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
    // The effect of an answer on duties is no reason to ask it sooner when it concerns the class.
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
