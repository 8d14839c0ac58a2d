// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { JsonObject } from '../journal/index.ts'
import { GateError, refusalHeaders, statusOf } from './error.ts'
import { refuseFarEffects } from './far-effects.ts'
import { readJson } from './json-body.ts'

const chatRequest = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z
    .array(z.looseObject({ role: z.string().max(40) }))
    .min(1)
    .max(10_000),
  stream: z.boolean().nullish(),
})

/**
 * Reads the request of a chat completion; settings that the gate doesn't know pass unharmed, but not what has the far
 * side act beside answering. Throws `malformed`.
 */
export function readChatRequest(bytes: Uint8Array): { readonly model: string; readonly body: JsonObject } {
  const json = readJson(bytes)
  const parsed = chatRequest.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new GateError('malformed', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a chat completion'}`)
  }
  refuseFarEffects(parsed.data)
  // Parsed from JSON and an object by its schema.
  return { model: parsed.data.model, body: json as JsonObject }
}

/** An error in the shape that OpenAI's clients read. */
export function openaiError(error: GateError): Response {
  const { code, message, detail } = error
  const body = { error: { message, type: 'sluis_error', code, param: null, ...detail } }
  return new Response(JSON.stringify(body), { status: statusOf(code), headers: refusalHeaders(error) })
}
