// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { JsonObject } from '../journal/index.ts'
import { GateError, refusalHeaders, statusOf } from './error.ts'

/** Deeper nesting than any honest request has; walking it must not exhaust the stack. */
const maxDepth = 64

const chatRequest = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z
    .array(z.looseObject({ role: z.string().max(40) }))
    .min(1)
    .max(10_000),
  stream: z.boolean().nullish(),
})

/** Reads the request of a chat completion; fields that the gate doesn't know pass unharmed. Throws `malformed`. */
export function readChatRequest(bytes: Uint8Array): { readonly model: string; readonly body: JsonObject } {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new GateError('malformed', 'the body is no JSON in UTF-8', {}, { cause })
  }
  if (depthOf(json, 0) > maxDepth) throw new GateError('malformed', `the body is nested deeper than ${maxDepth}`)
  const parsed = chatRequest.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new GateError('malformed', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a chat completion'}`)
  }
  // Parsed from JSON and an object by its schema.
  return { model: parsed.data.model, body: json as JsonObject }
}

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth
  let deepest = depth
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, depth + 1))
  return deepest
}

/** An error in the shape that OpenAI's clients read. */
export function openaiError(error: GateError): Response {
  const { code, message, detail } = error
  const body = { error: { message, type: 'sluis_error', code, param: null, ...detail } }
  return new Response(JSON.stringify(body), { status: statusOf(code), headers: refusalHeaders(error) })
}
