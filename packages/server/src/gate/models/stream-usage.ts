// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Provider } from '../../organisation/index.ts'
import type { StreamMessage } from './apis/api.ts'
import { object } from './json.ts'

/**
 * The members by which a chat completion also asks for the use of its stream, which most providers report only then.
 * Without it a budget would settle every stream at its bound. The other APIs always report it. Undefined if there is
 * nothing to add: the caller asked itself, or the provider reports it unasked and refuses the question.
 */
export function askingUsage({ streamUsage }: Provider, body: JsonObject): JsonObject | undefined {
  const { stream, stream_options: asked } = body
  if (stream !== true || streamUsage === 'told' || object(asked)?.include_usage === true) return undefined
  // If these are not an object of settings, the provider may refuse them.
  if (asked != null && object(asked) === undefined) return undefined
  return { stream_options: { ...object(asked), include_usage: true } }
}

/** The chunk that exists only because use was asked for. Clients that didn't ask expect a choice in every chunk. */
export function isOnlyUsage(message: StreamMessage): boolean {
  if (message === 'done' || object(message.usage) === undefined) return false
  return !Array.isArray(message.choices) || message.choices.length === 0
}
