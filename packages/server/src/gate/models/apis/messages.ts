// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import { object, objects, parsed, text, whole } from '../json.ts'
import type { ModelApi } from './api.ts'
import { eachOf } from './each-of.ts'
import { refuseFarEffects } from './far-effects.ts'
import { headOf, knownBlock } from './messages-guard.ts'
import { messagesStream } from './messages-stream.ts'
import { countIn, isStreamIn, modelIn, requestIn, requireMessages, wrong } from './read.ts'

/** Anthropic's messages. */
export const messages: ModelApi = {
  name: 'messages',
  stream: messagesStream,
  read(json) {
    const body = requestIn(json)
    const model = modelIn(body)
    requireMessages(body)
    const maxOutputTokens = countIn(body, 'max_tokens')
    if (maxOutputTokens === undefined) throw wrong('max_tokens', 'a whole number')
    const isStream = isStreamIn(body)
    refuseFarEffects('messages', body)
    return { model, body, isStream, maxOutputTokens }
  },
  // Tokens read from or written to a cache are not in `input_tokens`, but are input all the same.
  usageOf({ usage }) {
    const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens } = object(usage) ?? {}
    const counts = [input_tokens, cache_read_input_tokens, cache_creation_input_tokens].map(whole)
    const outputTokens = whole(output_tokens)
    // One figure without the other can't settle a budget.
    if (counts[0] === undefined || outputTokens === undefined) return undefined
    const inputTokens = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
    return { inputTokens, outputTokens }
  },
  *guard(answer, guard) {
    const content = yield* eachOf(objects(answer.content), (block, at) => guardBlock(block, at, guard))
    return { ...headOf(answer), content }
  },
}

function* guardBlock(given: JsonObject, index: number, guard: TextGuard): InPieces<JsonObject> {
  const block = knownBlock(given)
  switch (block.type) {
    case 'text':
      return { ...block, text: yield* guard.flush(`text:${index}`, text(block.text) ?? '') }
    case 'thinking':
      return { ...block, thinking: yield* guard.flush(`reasoning:${index}`, text(block.thinking) ?? '') }
    case 'tool_use': {
      const said = yield* guard.flush(`arguments:${index}`, JSON.stringify(block.input ?? {}))
      return { ...block, input: object(parsed(said)) ?? { unread: said } }
    }
    default:
      return block
  }
}
