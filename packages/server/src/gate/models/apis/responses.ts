// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import { object, objects, whole } from '../json.ts'
import type { ModelApi } from './api.ts'
import { eachOf } from './each-of.ts'
import { refuseFarEffects } from './far-effects.ts'
import { countIn, isStreamIn, modelIn, requestIn, wrong } from './read.ts'
import { guardItem, headOf, Kept } from './responses-guard.ts'
import { responsesStream } from './responses-stream.ts'

const maxItems = 10_000

/**
 * OpenAI's responses, as Open Responses describes them (2026-04-24), without anything that the far side would have to
 * remember. A request that doesn't say is sent with `store: false`: otherwise OpenAI would keep the answer for 30 days.
 * The answer says so too.
 */
export const responses: ModelApi = {
  name: 'responses',
  stream: responsesStream,
  read(json) {
    const asked = requestIn(json)
    const model = modelIn(asked)
    requireInput(asked)
    const isStream = isStreamIn(asked)
    const maxOutputTokens = countIn(asked, 'max_output_tokens')
    refuseFarEffects('responses', asked)
    const body = { ...asked, store: false }
    return maxOutputTokens === undefined ? { model, body, isStream } : { model, body, isStream, maxOutputTokens }
  },
  usageOf({ usage }) {
    const { input_tokens, output_tokens } = object(usage) ?? {}
    const [inputTokens, outputTokens] = [whole(input_tokens), whole(output_tokens)]
    // One figure without the other can't settle a budget.
    return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
  },
  *guard(answer, guard) {
    const kept = new Kept(guard)
    const output = yield* eachOf(objects(answer.output), (item, at) => guardItem(kept, item, at))
    return { ...headOf(answer), output }
  },
}

function requireInput({ input }: JsonObject): void {
  if (typeof input === 'string') return
  const isList = Array.isArray(input) && input.length <= maxItems && input.every((item) => object(item) !== undefined)
  if (!isList) throw wrong('input', `a text or a list of at most ${maxItems} items`)
}
