// SPDX-License-Identifier: EUPL-1.2
// Whole answers as models of each API give them.
import fc from 'fast-check'
import type { JsonObject } from '../../../journal/index.ts'

const words = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', '😀', '"', '\\', '\n', ' '),
  minLength: 1,
  maxLength: 12,
})
const argumentText = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(words, fc.nat()))
  .map((x) => JSON.stringify(x))
const id = fc.stringMatching(/^[a-z0-9]{4,8}$/)
const ids = fc.uniqueArray(id, { minLength: 8, maxLength: 8 })
const name = fc.constantFrom('mail_send', 'books_read_text_file')
const counts = fc.record({ input: fc.nat(10_000), output: fc.nat(10_000) })

export const chatAnswer: fc.Arbitrary<JsonObject> = fc
  .tuple(ids, fc.option(words), fc.option(words), fc.array(fc.tuple(name, argumentText), { maxLength: 3 }), counts)
  .map(([[first, ...rest], content, reasoning, calls, usage]) => ({
    id: `chatcmpl-${first}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'm',
    choices: [
      {
        index: 0,
        finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
        message: {
          role: 'assistant',
          content,
          ...(reasoning === null ? {} : { reasoning_content: reasoning }),
          ...(calls.length === 0
            ? {}
            : {
                tool_calls: calls.map(([called, given], at) => ({
                  id: `call_${rest[at]}`,
                  type: 'function',
                  function: { name: called, arguments: given },
                })),
              }),
        },
      },
    ],
    usage: { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output },
  }))

const responseItem = (key: string): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    words.map((text) => ({
      type: 'message',
      id: `msg_${key}`,
      status: 'completed',
      role: 'assistant',
      content: [{ type: 'output_text', text, annotations: [] }],
    })),
    words.map((refusal) => ({
      type: 'message',
      id: `msg_${key}`,
      status: 'completed',
      role: 'assistant',
      content: [{ type: 'refusal', refusal }],
    })),
    fc.tuple(name, argumentText).map(([called, given]) => ({
      type: 'function_call',
      id: `fc_${key}`,
      call_id: `call_${key}`,
      name: called,
      arguments: given,
      status: 'completed',
    })),
    words.map((text) => ({
      type: 'reasoning',
      id: `rs_${key}`,
      summary: [{ type: 'summary_text', text }],
      encrypted_content: 'sealed',
    })),
  )

export const responsesAnswer: fc.Arbitrary<JsonObject> = fc
  .tuple(
    ids.chain(([first, ...rest]) =>
      fc.tuple(
        fc.constant(first),
        fc.integer({ min: 0, max: 4 }).chain((n) => fc.tuple(...rest.slice(0, n).map(responseItem))),
      ),
    ),
    counts,
  )
  .map(([[first, output], usage]) => ({
    id: `resp_${first}`,
    object: 'response',
    created_at: 1_700_000_000,
    model: 'm',
    status: 'completed',
    error: null,
    incomplete_details: null,
    store: false,
    output,
    usage: {
      input_tokens: usage.input,
      output_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    },
  }))

const messageBlock = (key: string): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    words.map((text) => ({ type: 'text', text })),
    words.map((thinking) => ({ type: 'thinking', thinking, signature: 'signed' })),
    fc.tuple(name, argumentText).map(([called, given]) => ({
      type: 'tool_use',
      id: `toolu_${key}`,
      name: called,
      input: JSON.parse(given),
    })),
  )

export const messagesAnswer: fc.Arbitrary<JsonObject> = fc
  .tuple(
    ids.chain(([first, ...rest]) =>
      fc.tuple(
        fc.constant(first),
        fc.integer({ min: 0, max: 4 }).chain((n) => fc.tuple(...rest.slice(0, n).map(messageBlock))),
      ),
    ),
    counts,
  )
  .map(([[first, content], usage]) => ({
    id: `msg_${first}`,
    type: 'message',
    role: 'assistant',
    model: 'm',
    content,
    stop_reason: content.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: usage.input, output_tokens: usage.output },
  }))
