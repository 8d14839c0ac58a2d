// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { ModelApi } from './api.ts'
import { refuseFarEffects } from './far-effects.ts'
import { object, objects, whole } from './json.ts'
import { bounded, modelName, readAs } from './read.ts'
import { guardItem, Kept } from './responses-guard.ts'
import { responsesStream } from './responses-stream.ts'

const request = z.looseObject({
  model: modelName,
  input: z.union([z.string(), z.array(z.looseObject({})).max(10_000)]),
  stream: z.boolean().nullish(),
  max_output_tokens: bounded.nullish(),
})

/**
 * OpenAI's responses, as Open Responses describes them (2026-04-24), without what the far side would have to remember.
 * A request that doesn't say is sent with `store: false`: OpenAI would keep the answer for 30 days otherwise, and the
 * answer says so too.
 */
export const responses: ModelApi = {
  name: 'responses',
  stream: responsesStream,
  read(json) {
    const asked = readAs(request, json, 'request for a response')
    refuseFarEffects('responses', asked)
    return {
      model: asked.model,
      body: { ...object(json), store: false },
      isStream: asked.stream === true,
      ...(asked.max_output_tokens == null ? {} : { maxOutputTokens: asked.max_output_tokens }),
    }
  },
  usageOf({ usage }) {
    const { input_tokens, output_tokens } = object(usage) ?? {}
    const [inputTokens, outputTokens] = [whole(input_tokens), whole(output_tokens)]
    // Half of it is nothing to settle a budget by.
    return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
  },
  guard(answer, guard) {
    const kept = new Kept(guard)
    return { ...answer, output: objects(answer.output).map((item, index) => guardItem(kept, item, index)) }
  },
}
