// SPDX-License-Identifier: EUPL-1.2
// Art. 111: systems that were on the market before the rules started. Their date has to be known; unknown exempts nothing.
import type { Assessment } from './assess.ts'
import type { IsoDate } from './dates.ts'
import type { Route } from './law/types.ts'
import { either, FALSE } from './three-valued.ts'

/**
 * The day from which the duties of high risk bind this system, or undefined for an older system that is bound only
 * once its design changes significantly (art. 111(2)). The type counts, not each unit (recital 39 of 2026/1744).
 */
export function bindingFrom({ law, world }: Assessment, route: Route): IsoDate | undefined {
  const { from, legacyBefore } = law.law.routes[route]
  const placed = world.placedOn()
  if (placed === undefined || placed >= legacyBefore) return from
  if (world.fact('significant_design_change') !== FALSE) return from
  const publicAuthority = either(world.fact('deployer_public_authority'), world.fact('by_or_for_public_authority'))
  return publicAuthority === FALSE ? undefined : law.law.publicLegacyFrom
}

/** A rule with a day of grace for what was there before it started. */
export function withGrace({ world }: Assessment, from: IsoDate, legacyUntil: IsoDate | undefined): IsoDate {
  const placed = world.placedOn()
  return legacyUntil !== undefined && placed !== undefined && placed < from ? legacyUntil : from
}
