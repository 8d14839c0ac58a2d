// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from '../organisation/index.ts'

/**
 * Every `code` with which the people's API refuses in its problem+json, with its HTTP status; docs/reference/errors.md
 * lists them.
 */
export const statuses = {
  unauthenticated: 401,
  forbidden: 403,
  'origin-mismatch': 403,
  'host-unknown': 421,
  'too-many-attempts': 429,
  'not-found': 404,
  'invalid-request': 400,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'not-a-member': 403,
  'no-veto-right': 403,
  'digest-mismatch': 409,
  'case-not-open': 409,
  'case-open-already': 409,
  'case-expired': 409,
  'verdict-given': 409,
  'call-erased': 409,
  'voter-erased': 409,
  'decision-erased': 410,
  'decided-without-rules': 409,
  denied: 422,
  'stop-unrecorded': 503,
  'stop-not-active': 409,
  'target-unknown': 422,
  'not-unknown': 409,
  'tool-changed': 409,
  'tool-decided': 409,
  'tool-unfit': 409,
  'key-needed': 403,
  'keys-enough': 409,
  'key-held': 409,
  'expiry-past': 422,
  'last-key': 409,
  'revocation-unrecorded': 503,
  'organisation-unreadable': 422,
  'policies-invalid': 422,
  'envelope-malformed': 400,
  'payload-malformed': 422,
  'statement-too-large': 413,
  'key-unknown': 422,
  'signature-invalid': 422,
  'key-signed-twice': 422,
  'issuers-differ': 422,
  'key-not-yet-valid': 422,
  'key-expired': 422,
  'key-revoked': 422,
  'payload-type-refused': 422,
  'register-refused': 422,
  'incident-refused': 422,
  'subject-refused': 422,
  'exhibit-refused': 422,
  conflict: 409,
  'files-behind': 503,
  'log-unavailable': 503,
  internal: 500,
} as const

export type ProblemCode = keyof typeof statuses

/** Members added to a problem (RFC 9457 §3.2). A text in both languages is sent in the reader's. */
export interface Members {
  readonly problems?: readonly Problem[]
  readonly [name: string]: unknown
}

/** A refusal of the API itself. */
export class ApiError extends Error {
  readonly code: ProblemCode
  readonly members: Members
  constructor(code: ProblemCode, members: Members = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'ApiError'
    this.code = code
    this.members = members
  }
}
