// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { JsonObject } from '../../journal/index.ts'
import type { ModelApi } from './api.ts'
import { chatStream, chatTexts } from './chat-stream.ts'
import { refuseFarEffects } from './far-effects.ts'
import { guarded, type TextGuard } from './guard.ts'
import { compact, object, objects, text, whole } from './json.ts'
import { bounded, modelName, readAs } from './read.ts'

const request = z.looseObject({
  model: modelName,
  messages: z
    .array(z.looseObject({ role: z.string().max(40) }))
    .min(1)
    .max(10_000),
  stream: z.boolean().nullish(),
  n: z.int().min(1).max(128).nullish(),
  max_tokens: bounded.nullish(),
  max_completion_tokens: bounded.nullish(),
})

/** OpenAI's chat completions, which most other endpoints speak too. */
export const chat: ModelApi = {
  name: 'chat',
  stream: chatStream,
  read(json) {
    const asked = readAs(request, json, 'chat completion')
    refuseFarEffects('chat', asked)
    // Endpoints differ in which of the two they obey: with both given, the greater is the bound.
    const stated = [asked.max_completion_tokens, asked.max_tokens].filter((most) => most != null)
    const most = stated.length === 0 ? undefined : Math.max(...stated)
    return {
      model: asked.model,
      body: object(json) ?? {},
      isStream: asked.stream === true,
      ...(most === undefined ? {} : { maxOutputTokens: most * (asked.n ?? 1) }),
    }
  },
  usageOf({ usage }) {
    const { prompt_tokens, completion_tokens } = object(usage) ?? {}
    const [inputTokens, outputTokens] = [whole(prompt_tokens), whole(completion_tokens)]
    // Half of it is nothing to settle a budget by.
    return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
  },
  guard(answer, guard) {
    const choices = objects(answer.choices).map((choice, index) =>
      guardChoice(choice, whole(choice.index) ?? index, guard),
    )
    return { ...answer, choices }
  },
}

/** Only what is known: probabilities of tokens repeat the text that was guarded, and anything else may (P10). */
function guardChoice({ logprobs: _, ...choice }: JsonObject, index: number, guard: TextGuard): JsonObject {
  const message = object(choice.message) ?? {}
  const texts = Object.entries(chatTexts).map(([member, kind]) => {
    const said = text(message[member])
    return [member, said === undefined ? message[member] : guarded(guard, `${kind}:${index}/${member}`, said)]
  })
  const calls = objects(message.tool_calls).map((call, at) => {
    const { arguments: given, ...made } = object(call.function) ?? {}
    return { ...call, function: { ...made, arguments: guarded(guard, `arguments:${index}/${at}`, text(given) ?? '') } }
  })
  const tool_calls = calls.length === 0 ? message.tool_calls : calls
  return { ...choice, message: compact({ role: message.role, ...Object.fromEntries(texts), tool_calls }) }
}
