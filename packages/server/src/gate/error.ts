// SPDX-License-Identifier: EUPL-1.2
import { JournalError } from '../journal/index.ts'
import { LimitError, type LimitErrorCode } from '../limits/index.ts'

/** Everything the gate answers a caller with instead of a result; docs/reference/errors.md says what to do. */
export type GateErrorCode =
  | 'host-unknown'
  | 'unauthenticated'
  | 'malformed'
  | 'too-large'
  | 'not-found'
  | 'denied'
  | 'tool-undeclared'
  | 'tool-ungoverned'
  | 'withheld'
  | 'held'
  | 'tool-held'
  | 'stopped'
  | 'log-unavailable'
  | 'files-behind'
  | 'in-progress'
  | 'key-reused'
  | 'not-supported'
  | 'outcome-unknown'
  | 'upstream-failed'
  | 'upstream-refused'
  | 'upstream-timeout'
  | 'abandoned'
  | 'internal'
  | LimitErrorCode

export interface GateErrorDetail {
  readonly call?: string
  readonly number?: number
  readonly rules?: readonly string[]
  readonly case?: string
  readonly link?: string
  readonly messageId?: string
  /** Seconds after which asking again may help. */
  readonly retryAfter?: number
}

export class GateError extends Error {
  readonly code: GateErrorCode
  readonly detail: GateErrorDetail
  constructor(code: GateErrorCode, message: string, detail: GateErrorDetail = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GateError'
    this.code = code
    this.detail = detail
  }
}

/** The HTTP status of each code. A hold is a 403 and no 409: SDKs retry a 409 at once. */
export function statusOf(code: GateErrorCode): number {
  switch (code) {
    case 'unauthenticated':
      return 401
    case 'malformed':
    case 'no-bound':
    case 'not-supported':
    case 'upstream-refused':
      return 400
    case 'too-large':
      return 413
    case 'host-unknown':
      return 421
    case 'not-found':
      return 404
    case 'denied':
    case 'tool-undeclared':
    case 'tool-ungoverned':
    case 'withheld':
    case 'held':
    case 'tool-held':
    case 'stopped':
    case 'in-progress':
    case 'outcome-unknown':
      return 403
    // As IETF draft-ietf-httpapi-idempotency-key-header §2.7 has it.
    case 'key-reused':
      return 422
    case 'over-rate':
    case 'over-budget':
    case 'too-many-at-once':
      return 429
    case 'log-unavailable':
    case 'files-behind':
    case 'busy':
    case 'closing':
      return 503
    case 'upstream-failed':
    case 'abandoned':
      return 502
    case 'upstream-timeout':
      return 504
    case 'internal':
      return 500
  }
}

/** P1: whatever prevents writing the log prevents the call. An unforeseen error reveals nothing. */
export function gateErrorOf(error: unknown): GateError {
  if (error instanceof GateError) return error
  if (error instanceof LimitError) {
    const detail = error.retryAfterSeconds === undefined ? {} : { retryAfter: error.retryAfterSeconds }
    return new GateError(error.code, error.message, detail, { cause: error })
  }
  if (error instanceof JournalError) {
    return new GateError('log-unavailable', 'the log can not be written, so nothing passes', {}, { cause: error })
  }
  return new GateError(
    'internal',
    'the call failed inside the gate; whoever runs it finds why in its output',
    {},
    { cause: error },
  )
}

/** How a caller is told of a stop that covers it. */
export function stoppedBy({ id }: { readonly id: string }, detail: GateErrorDetail = {}): GateError {
  return new GateError('stopped', `Sluis is stopped (${id}); only a person can resume it`, detail)
}

/** Other files were loaded meanwhile, or are not here yet. The operator reads that in the server's output. */
export const filesBehind = new GateError(
  'files-behind',
  'other files of the organisation are in force by now than those that decide here; ask again in a moment',
  { retryAfter: 5 },
)

/** Codes after which a client should wait and ask again; SDKs do so by themselves. */
const soonOver: ReadonlySet<GateErrorCode> = new Set([
  'log-unavailable',
  'files-behind',
  'over-rate',
  'too-many-at-once',
  'busy',
  'closing',
])

/** What a caller is told. A stop tells a thousand at once, without making an error with a stack for each. */
export type Told = Pick<GateError, 'code' | 'message' | 'detail'>

/** A refusal as it goes out. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function refusalOf(told: Told, body: object): Answer {
  return { status: statusOf(told.code), headers: refusalHeaders(told), body: JSON.stringify(body) }
}

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers })
}

/** Without `x-should-retry: false` SDKs repeat what can only be refused again. */
function refusalHeaders({ code, detail }: Told): Readonly<Record<string, string>> {
  const retryAfter = code === 'log-unavailable' ? 5 : detail.retryAfter
  return {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(soonOver.has(code) ? {} : { 'x-should-retry': 'false' }),
    ...(code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    ...(detail.link === undefined ? {} : { location: detail.link }),
  }
}
