// SPDX-License-Identifier: EUPL-1.2
// Art. 111: systems that were on the market before the rules started. Their date must be known: an unknown one exempts
// nothing.
import type { Assessment } from './assess.ts'
import type { IsoDate } from './dates.ts'
import type { Route } from './law/types.ts'
import { either, FALSE } from './three-valued.ts'

/**
 * The day from which the duties of high risk bind this system; undefined for an older system, which is bound only once
 * its design changes significantly (art. 111(2)). What counts is the type, not each unit (recital 39 of 2026/1744).
 */
export function bindingFrom({ law, world }: Assessment, route: Route): IsoDate | undefined {
  const { from, legacyBefore } = law.law.routes[route]
  const placed = world.placedOn()
  if (placed === undefined || placed >= legacyBefore) return from
  if (world.fact('significant_design_change') !== FALSE) return from
  const publicAuthority = either(world.fact('deployer_public_authority'), world.fact('by_or_for_public_authority'))
  return publicAuthority === FALSE ? undefined : law.law.publicLegacyFrom
}

/** The first day of a rule that gives existing systems a period of grace. */
export function withGrace({ world }: Assessment, from: IsoDate, legacyUntil: IsoDate | undefined): IsoDate {
  const placed = world.placedOn()
  return legacyUntil !== undefined && placed !== undefined && placed < from ? legacyUntil : from
}
