// SPDX-License-Identifier: EUPL-1.2
import { foldedName, isList, type JsonObject, type JsonValue } from '../journal/index.ts'
import type { Model, Price } from '../organisation/index.ts'
import { LimitError } from './error.ts'
import { outputAsked } from './output-asked.ts'

/** Tokens that a call took, or may take at most. */
export interface Tokens {
  readonly input: number
  readonly output: number
}

/**
 * What endpoints themselves add around a request: a template, instructions for using tools (some 700 tokens at the large
 * providers, by their own documentation).
 */
const aroundRequest = 1000

/** What is asked of a model: the request as it was parsed, and as JSON text. */
export interface ModelRequest {
  readonly body: JsonObject
  readonly text: { readonly whole: string }
  /** For one answer. */
  readonly maxOutputTokens: number | undefined
}

/**
 * The most tokens that a model call can take. Text takes at most one token for each byte, and JSON is never shorter than
 * the text in it. What a picture or a sound takes can't be told from its bytes, so for those only the model's own window
 * is a bound. Throws `no-bound`.
 */
export function boundOf(model: Model, { body, text, maxOutputTokens }: ModelRequest): Tokens {
  const byBytes = isText(body) ? Buffer.byteLength(text.whole) + aroundRequest : Number.POSITIVE_INFINITY
  const input = Math.min(byBytes, model.maxInputTokens ?? Number.POSITIVE_INFINITY)
  const { times, longest, predicted } = outputAsked(body, maxOutputTokens ?? Number.POSITIVE_INFINITY)
  const output = (Math.min(longest, model.maxOutputTokens ?? Number.POSITIVE_INFINITY) + predicted) * times
  if (!Number.isSafeInteger(input)) {
    throw new LimitError('no-bound', 'a budget applies and pictures have no bound: give this model a maxInputTokens')
  }
  if (!Number.isSafeInteger(output) || output < 0) {
    throw new LimitError(
      'no-bound',
      'a budget applies: say in the request how many tokens the answer may have at most (max_tokens), or have the organisation give this model its maxOutputTokens in providers.yaml',
    )
  }
  return { input, output }
}

const perMillion = 1_000_000n

/** In millionths of the price's currency, rounded up. Tokens times a price can exceed what a double holds exactly. */
export function costOf({ input, output }: Price, tokens: Tokens): number {
  const cost = BigInt(tokens.input) * BigInt(input) + BigInt(tokens.output) * BigInt(output)
  return Number((cost + perMillion - 1n) / perMillion)
}

const textParts: ReadonlySet<unknown> = new Set([
  'text',
  'input_text',
  'output_text',
  'refusal',
  'message',
  'function',
  'function_call',
  'function_call_output',
  'tool_use',
  'tool_result',
])

/** Members that some endpoints read as media, whatever type the surrounding part gives itself. */
const pictured = /^(?:input_)?(?:image|audio|video|file)(?:s|_url|_data)?$/

/**
 * Whether the conversation is text only. A part of an unknown type may be anything (P10), and a template that the caller
 * brings (vLLM) can repeat the same text a thousand times.
 */
function isText({ messages, input, system, instructions, chat_template }: JsonObject): boolean {
  if (chat_template !== undefined && chat_template !== null) return false
  return isTextPart(messages) && isTextPart(input) && isTextPart(system) && isTextPart(instructions)
}

function isTextPart(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (isList(value)) return value.every(isTextPart)
  if (value.type !== undefined && !textParts.has(value.type)) return false
  for (const name of Object.keys(value)) {
    // The arguments of a tool call are text to the model, whatever their members are named.
    if (name === 'input' && value.type === 'tool_use') continue
    const held = value[name]
    if (pictured.test(foldedName(name)) && held !== null && held !== undefined) return false
    if (!isTextPart(held)) return false
  }
  return true
}
