// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../error.ts'

/**
 * What ended an exchange once its request had begun to go out: it may have been carried out, and cost what that costs. What
 * strangers' systems say of themselves stays out of the message that the caller sees. Why we ended a call ourselves (a
 * stop, a caller that left) is known and stays what it is.
 */
export function upstreamError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  const what = timeouts.has(codeOf(cause)) ? 'did not answer in time' : 'broke off'
  return new GateError('upstream-timeout', `${name} ${what}`, {}, { cause })
}

/** What kept a request from going out at all: nothing was done. */
export function unreachedError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  return new GateError('upstream-failed', `${name} could not be reached`, {}, { cause })
}

const timeouts: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}
