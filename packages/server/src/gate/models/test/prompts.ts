// SPDX-License-Identifier: EUPL-1.2
// Conversations as agents send them, in the form that all APIs have in common.
import fc from 'fast-check'
import type { Answer, Part, Prompt, Said, Settings, Turn } from '../translate/prompt.ts'

const words = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', '😀', '"', '\\', '\n', ' '),
  minLength: 1,
  maxLength: 12,
})
const given = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(words, fc.nat())).map((value) => JSON.stringify(value))
const name = fc.constantFrom('mail_send', 'books_read_text_file')

const part: fc.Arbitrary<Part> = fc.oneof(
  words.map((text) => ({ kind: 'text', text }) as const),
  fc.constant({ kind: 'image', mediaType: 'image/png', data: 'AAAA' } as const),
  fc.constant({ kind: 'file', mediaType: 'application/pdf', data: 'BBBB', name: 'a.pdf' } as const),
)

/** What the agent asked, the tools that were called, what they gave, and the next question. */
const exchange = (key: number): fc.Arbitrary<readonly Turn[]> =>
  fc
    .tuple(
      fc.option(words),
      fc.array(fc.tuple(name, given, words), { maxLength: 3 }),
      fc.array(part, { minLength: 1, maxLength: 3 }),
    )
    .map(([text, calls, parts]) => {
      const said: Said[] = [
        ...(text === null && calls.length > 0 ? [] : [{ kind: 'text', text: text ?? 'so' } as const]),
        ...calls.map(
          ([called, args], at) => ({ kind: 'call', id: `call_${key}_${at}`, name: called, arguments: args }) as const,
        ),
      ]
      const results = calls.map(
        ([, , result], at) =>
          ({ role: 'tool', id: `call_${key}_${at}`, parts: [{ kind: 'text', text: result }] }) as const,
      )
      return [{ role: 'assistant', said }, ...results, { role: 'user', parts }]
    })

const settings: fc.Arbitrary<Settings> = fc.record(
  {
    maxOutputTokens: fc.integer({ min: 16, max: 4096 }),
    toolChoice: fc.constantFrom<NonNullable<Settings['toolChoice']>>('auto', 'required', { name: 'mail_send' }),
    parallel: fc.boolean(),
    temperature: fc.constantFrom(0, 0.5, 1),
    topP: fc.constantFrom(0.1, 0.9),
    effort: fc.constantFrom('low', 'medium', 'high'),
    format: fc.constant({ kind: 'schema', name: 'answer', schema: { type: 'object' } } as const),
    user: fc.constant('u-1'),
  },
  { requiredKeys: ['maxOutputTokens', 'toolChoice', 'parallel'], noNullPrototype: true },
)

export const prompts: fc.Arbitrary<Prompt> = fc
  .tuple(
    fc.option(words),
    fc.array(part, { minLength: 1, maxLength: 2 }),
    fc
      .integer({ min: 0, max: 3 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, key) => exchange(key)))),
    settings,
    fc.boolean(),
  )
  .map(([system, parts, exchanges, chosen, isStream]) => ({
    turns: [
      ...(system === null ? [] : [{ role: 'system', text: system } as const]),
      { role: 'user', parts },
      ...exchanges.flat(),
    ],
    tools: [{ name: 'mail_send', description: 'Sends.', schema: { type: 'object', properties: {} }, strict: true }],
    settings: chosen,
    isStream,
  }))

const counts = fc
  .tuple(fc.nat(9999), fc.nat(9999))
  .map(([input, output]) => ({ input, output, cached: 0, reasoning: 0 }))

export const answers: fc.Arbitrary<Answer> = fc
  .tuple(fc.option(words), fc.option(words), fc.array(fc.tuple(name, given), { maxLength: 3 }), counts, fc.boolean())
  .map(([reasoning, text, calls, tokens, isCut]) => ({
    id: 'id1',
    model: 'm',
    said: [
      ...(reasoning === null ? [] : [{ kind: 'reasoning', text: reasoning } as const]),
      ...(text === null ? [] : [{ kind: 'text', text } as const]),
      ...calls.map(
        ([called, args], at) => ({ kind: 'call', id: `call_${at}`, name: called, arguments: args }) as const,
      ),
    ],
    finish: isCut ? 'length' : calls.length > 0 ? 'calls' : 'stop',
    tokens,
  }))
