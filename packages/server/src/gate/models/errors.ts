// SPDX-License-Identifier: EUPL-1.2
import { type Answer, type GateErrorCode, refusalOf, statusOf, type Told } from '../error.ts'

/** An error in the shape that OpenAI's clients read. */
export function openaiError(told: Told): Answer {
  const { code, message, detail } = told
  return refusalOf(told, { error: { message, type: 'sluis_error', code, param: null, ...detail } })
}

/** An error in the shape that Anthropic's clients read: one of their types, and beside it the gate's code. */
export function anthropicError(told: Told): Answer {
  const { code, message, detail } = told
  return refusalOf(told, {
    type: 'error',
    error: { type: anthropicType(code), message, code, ...detail },
    request_id: detail.call ?? null,
  })
}

/** The type of Anthropic's API for this status. */
export function anthropicType(code: GateErrorCode): string {
  switch (statusOf(code)) {
    case 400:
    case 421:
    case 422:
      return 'invalid_request_error'
    case 401:
      return 'authentication_error'
    case 403:
      return 'permission_error'
    case 404:
      return 'not_found_error'
    case 413:
      return 'request_too_large'
    case 429:
      return 'rate_limit_error'
    case 503:
      return 'overloaded_error'
    case 504:
      return 'timeout_error'
    default:
      return 'api_error'
  }
}
