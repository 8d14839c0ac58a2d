// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { ModelApi } from './api.ts'
import { chatTexts, textMembers } from './chat-guard.ts'
import { chatStream } from './chat-stream.ts'
import { refuseFarEffects } from './far-effects.ts'
import { eachOf, type TextGuard } from './guard.ts'
import { object, objects, text, whole } from './json.ts'
import { countIn, isStreamIn, modelIn, requestIn, requireMessages } from './read.ts'

const maxChoices = 128

/** OpenAI's chat completions, which most other endpoints speak too. */
export const chat: ModelApi = {
  name: 'chat',
  stream: chatStream,
  read(json) {
    const body = requestIn(json)
    const model = modelIn(body)
    requireMessages(body)
    const isStream = isStreamIn(body)
    const choices = countIn(body, 'n', maxChoices) ?? 1
    const [most, older] = [countIn(body, 'max_completion_tokens'), countIn(body, 'max_tokens')]
    refuseFarEffects('chat', body)
    if (most === undefined && older === undefined) return { model, body, isStream }
    // Endpoints differ in which of the two they obey: with both given, the greater is the bound.
    return { model, body, isStream, maxOutputTokens: Math.max(most ?? 0, older ?? 0) * choices }
  },
  usageOf({ usage }) {
    const { prompt_tokens, completion_tokens } = object(usage) ?? {}
    const [inputTokens, outputTokens] = [whole(prompt_tokens), whole(completion_tokens)]
    // Half of it is nothing to settle a budget by.
    return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
  },
  *guard(answer, guard) {
    const choices = yield* eachOf(objects(answer.choices), (choice, at) =>
      guardChoice(choice, whole(choice.index) ?? at, guard),
    )
    return { ...answer, choices }
  },
}

/** Only what is known: probabilities of tokens repeat the text that was guarded, and anything else may (P10). */
function* guardChoice({ logprobs, ...choice }: JsonObject, index: number, guard: TextGuard): InPieces<JsonObject> {
  const message = object(choice.message) ?? {}
  const told: Record<string, JsonValue | undefined> = { role: message.role }
  for (const member of textMembers) {
    const said = message[member]
    const isText = typeof said === 'string'
    if (said !== undefined)
      told[member] = isText ? yield* guard.flush(`${chatTexts[member]}:${index}/${member}`, said) : said
  }
  const calls = yield* eachOf(objects(message.tool_calls), (call, at) =>
    guardCall(call, `arguments:${index}/${at}`, guard),
  )
  if (message.tool_calls !== undefined) told.tool_calls = calls.length === 0 ? message.tool_calls : calls
  return { ...choice, message: told }
}

function* guardCall(call: JsonObject, channel: string, guard: TextGuard): InPieces<JsonObject> {
  const { arguments: given, ...made } = object(call.function) ?? {}
  return { ...call, function: { ...made, arguments: yield* guard.flush(channel, text(given) ?? '') } }
}
