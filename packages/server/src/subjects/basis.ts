// SPDX-License-Identifier: EUPL-1.2

/** On what ground somebody is forgotten: a closed list, which stands in the leaf for ever. */
export const bases = [
  /** GDPR art. 17(1)(a) or (d): somebody asks, and there is no ground left to go on. */
  'erasure',
  /** GDPR art. 17(1)(b): consent was taken back. */
  'consent-withdrawn',
  /** GDPR art. 17(1)(c): somebody objected under art. 21. */
  'objection',
  /** GDPR art. 17(1)(e): a court or a law orders it. */
  'court-order',
  /** GDPR art. 5(1)(e): the organisation needs it no longer. Nobody's right, so what law makes to be kept goes before it. */
  'own-decision',
] as const

export type Basis = (typeof bases)[number]
