// SPDX-License-Identifier: EUPL-1.2
// What the detectors can find. The names stand in policies (`redact:bsn`), entries and the API, so they don't change.

export const BUILT_IN_KINDS = [
  'bsn',
  'iban',
  'vat',
  'kvk',
  'payment-card',
  'email',
  'phone',
  'address',
  'date-of-birth',
  'ipv4',
  'ipv6',
  'licence-plate',
  'identity-document',
  'secret',
  'special-category',
] as const

/** A kind of the organisation's own, from its patterns and dictionaries: `own:` and a name of its choice. */
export type OwnKind = `own:${string}`

export type FindingKind = (typeof BUILT_IN_KINDS)[number] | OwnKind

/**
 * One piece of a text that carries something. `start` and `end` are UTF-16 offsets into the text as it was given,
 * `end` exclusive; `confidence` is between 0 and 1: above 0.9 a checksum or a fixed shape and its context agree, below
 * 0.5 the finding is weak (a number that happens to pass the 11-test, a word of the special-category list).
 */
export type Finding = {
  readonly kind: FindingKind
  readonly start: number
  readonly end: number
  readonly confidence: number
}

const BUILT_IN: ReadonlySet<string> = new Set(BUILT_IN_KINDS)

/** Whether a name from outside (a policy's remedy) is a kind that the detectors know: a built-in one or `own:…`. */
export function isFindingKind(name: string): name is FindingKind {
  return BUILT_IN.has(name) || /^own:[a-z0-9-]{1,40}$/.test(name)
}
