// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../error.ts'

/**
 * The error of an exchange that ended after its request had begun to go out: it may have been carried out, and cost
 * what that costs. What strangers' systems say of themselves stays out of the message that the caller sees. A reason of
 * the gate itself (a stop, a caller that left) is known and stays unchanged.
 */
export function upstreamError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  const what = timeouts.has(codeOf(cause)) ? 'did not answer in time' : 'broke off'
  return new GateError('upstream-timeout', `${name} ${what}`, {}, { cause })
}

/** The error of a request that did not go out: nothing was done. */
export function unreachedError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  return new GateError('upstream-failed', `${name} could not be reached`, {}, { cause })
}

const timeouts: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}
