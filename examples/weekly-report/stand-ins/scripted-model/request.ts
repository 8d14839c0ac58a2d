// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'

const toolCall = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
})

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.unknown(),
  tool_calls: z.array(toolCall).max(1000).nullish(),
  tool_call_id: z.string().nullish(),
})

/** What the scripted model reads of a chat completion request; it does nothing with the fields that aren't here. */
export const chatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1).max(10_000),
  tools: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string() }) }))
    .max(1000)
    .nullish(),
  tool_choice: z.unknown().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
})

export type ChatRequest = Readonly<z.output<typeof chatRequest>>
