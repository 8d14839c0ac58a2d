// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import { object, whole } from '../json.ts'
import type { ModelApi } from './api.ts'
import { refuseFarEffects } from './far-effects.ts'
import { modelIn, requestIn, wrong } from './read.ts'

const [maxTexts, maxTokens] = [10_000, 1_000_000]

/** OpenAI's embeddings: numbers that stand for a text. They hold no text that a guard could change. */
export const embeddings: ModelApi = {
  name: 'embeddings',
  read(json) {
    const body = requestIn(json)
    const model = modelIn(body)
    requireInput(body)
    refuseFarEffects('embeddings', body)
    return { model, body, isStream: false, maxOutputTokens: 0 }
  },
  usageOf({ usage }) {
    const { prompt_tokens, total_tokens } = object(usage) ?? {}
    const inputTokens = whole(prompt_tokens) ?? whole(total_tokens)
    return inputTokens === undefined ? undefined : { inputTokens, outputTokens: 0 }
  },
  // biome-ignore lint/correctness/useYield: it has nothing to pause for
  *guard(answer) {
    return answer
  },
}

function requireInput({ input }: JsonObject): void {
  if (typeof input === 'string' || isTokens(input)) return
  const isList = Array.isArray(input) && input.length <= maxTexts
  if (isList && (input.every((item) => typeof item === 'string') || input.every(isTokens))) return
  throw wrong('input', 'a text, tokens, or a list of either')
}

function isTokens(value: unknown): boolean {
  return Array.isArray(value) && value.length <= maxTokens && value.every((token) => whole(token) !== undefined)
}
