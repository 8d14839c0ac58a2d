// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { ModelApi } from './api.ts'
import { refuseFarEffects } from './far-effects.ts'
import { object, whole } from './json.ts'
import { modelName, readAs } from './read.ts'

const tokens = z.array(z.int().min(0)).max(1_000_000)
const request = z.looseObject({
  model: modelName,
  input: z.union([z.string(), z.array(z.string()).max(10_000), tokens, z.array(tokens).max(10_000)]),
})

/** OpenAI's embeddings: numbers that stand for a text. They hold no text that a guard could change. */
export const embeddings: ModelApi = {
  name: 'embeddings',
  read(json) {
    const asked = readAs(request, json, 'request for embeddings')
    refuseFarEffects('embeddings', asked)
    return { model: asked.model, body: object(json) ?? {}, isStream: false, maxOutputTokens: 0 }
  },
  usageOf({ usage }) {
    const { prompt_tokens, total_tokens } = object(usage) ?? {}
    const inputTokens = whole(prompt_tokens) ?? whole(total_tokens)
    return inputTokens === undefined ? undefined : { inputTokens, outputTokens: 0 }
  },
  guard: (answer) => answer,
}
