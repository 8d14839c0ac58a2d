// SPDX-License-Identifier: EUPL-1.2

/** The ground on which somebody is forgotten: a closed list, because it stands in the leaf for ever. */
export const bases = [
  /** GDPR art. 17(1)(a) or (d): somebody asks, and no ground for processing is left. */
  'erasure',
  /** GDPR art. 17(1)(b): consent was taken back. */
  'consent-withdrawn',
  /** GDPR art. 17(1)(c): somebody objected under art. 21. */
  'objection',
  /** GDPR art. 17(1)(e): a court or a law orders it. */
  'court-order',
  /**
   * GDPR art. 5(1)(e): the organisation no longer needs it. No person's right, so a legal duty to keep logs overrides
   * it.
   */
  'own-decision',
] as const

export type Basis = (typeof bases)[number]
