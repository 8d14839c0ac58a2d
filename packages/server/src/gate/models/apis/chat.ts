// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import { compact, object, objects, parsed, text, whole } from '../json.ts'
import type { ModelApi } from './api.ts'
import { callTexts, chatTexts, headOf, textMembers } from './chat-guard.ts'
import { chatStream } from './chat-stream.ts'
import { eachOf } from './each-of.ts'
import { refuseFarEffects } from './far-effects.ts'
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
    countIn(body, 'n', maxChoices)
    const [most, older] = [countIn(body, 'max_completion_tokens'), countIn(body, 'max_tokens')]
    refuseFarEffects('chat', body)
    if (most === undefined && older === undefined) return { model, body, isStream }
    // Endpoints differ in which of the two they obey: if both are given, the greater is the bound.
    return { model, body, isStream, maxOutputTokens: Math.max(most ?? 0, older ?? 0) }
  },
  usageOf({ usage }) {
    const { prompt_tokens, completion_tokens } = object(usage) ?? {}
    const [inputTokens, outputTokens] = [whole(prompt_tokens), whole(completion_tokens)]
    // One figure without the other can't settle a budget.
    return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
  },
  *guard(answer, guard) {
    const choices = yield* eachOf(objects(answer.choices), (choice, at) =>
      guardChoice(choice, whole(choice.index) ?? at, guard),
    )
    return { ...headOf(answer), choices }
  },
}

/** Only known members: probabilities of tokens repeat the guarded text, and any other member may (P10). */
function* guardChoice({ finish_reason, message }: JsonObject, index: number, guard: TextGuard): InPieces<JsonObject> {
  const { role, tool_calls, ...said } = object(message) ?? {}
  const told: Record<string, JsonValue | undefined> = { role: text(role) }
  for (const member of textMembers) {
    const words = said[member]
    if (words === undefined || words === null) told[member] = words
    else if (typeof words === 'string') {
      told[member] = yield* guard.flush(`${chatTexts[member]}:${index}/${member}`, words)
    } else {
      // In parts, as some models answer: JSON, which is inspected like the arguments of a call.
      told[member] = parsed(yield* guard.flush(`arguments:${index}/${member}`, JSON.stringify(words))) ?? null
    }
  }
  const calls = yield* eachOf(objects(tool_calls), (call, at) => guardCall(call, `arguments:${index}/${at}`, guard))
  if (calls.length > 0) told.tool_calls = calls
  return { index, finish_reason: text(finish_reason) ?? null, message: compact(told) }
}

function* guardCall({ id, type, ...call }: JsonObject, channel: string, guard: TextGuard): InPieces<JsonObject> {
  const told: Record<string, JsonValue | undefined> = { id: text(id), type: text(type) }
  for (const [member, holds] of callTexts) {
    const made = object(call[member])
    if (made === undefined) continue
    told[member] = { name: text(made.name) ?? '', [holds]: yield* guard.flush(channel, text(made[holds]) ?? '') }
  }
  return compact(told)
}
