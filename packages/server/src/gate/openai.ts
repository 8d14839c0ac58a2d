// SPDX-License-Identifier: EUPL-1.2
import { type GateError, refusalHeaders, statusOf } from './error.ts'

/** An error in the shape that OpenAI's clients read. */
export function openaiError(error: GateError): Response {
  const { code, message, detail } = error
  const body = { error: { message, type: 'sluis_error', code, param: null, ...detail } }
  return new Response(JSON.stringify(body), { status: statusOf(code), headers: refusalHeaders(error) })
}
