// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../error.ts'

/**
 * What strangers' systems say of themselves stays out of the message that the caller sees. Why we ended a call
 * ourselves (a stop, a caller that left) is known and stays what it is.
 */
export function upstreamError(cause: unknown, name: string): GateError {
  if (cause instanceof GateError) return cause
  const code = codeOf(cause)
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new GateError('upstream-timeout', `${name} did not answer in time`, {}, { cause })
  }
  return new GateError('upstream-failed', `${name} could not be reached or broke off`, {}, { cause })
}

/** There was no connection, so certainly nothing was delivered; a connection that broke may have delivered all. */
export function isUnreached(cause: unknown): boolean {
  return unreached.has(codeOf(cause))
}

const unreached: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'],
  'UND_ERR_CONNECT_TIMEOUT',
])

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}
