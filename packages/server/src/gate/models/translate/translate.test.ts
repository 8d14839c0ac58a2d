// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { JsonObject } from '../../../journal/index.ts'
import { GateError } from '../../error.ts'
import type { ModelApi, StreamApi } from '../apis/api.ts'
import { chat } from '../apis/chat.ts'
import { messages } from '../apis/messages.ts'
import { responses } from '../apis/responses.ts'
import { object } from '../json.ts'
import { EventReader } from '../stream/events.ts'
import { Passage } from '../stream/passage.ts'
import { chatAnswer, messagesAnswer, responsesAnswer } from '../test/answers.ts'
import { passed } from '../test/passed.ts'
import { answers, prompts } from '../test/prompts.ts'
import { dialects, translate } from './index.ts'
import type { Answer, Dialect, Settings } from './prompt.ts'

function dialectOf({ name }: ModelApi): Dialect {
  const dialect = dialects[name]
  assert.ok(dialect !== undefined)
  return dialect
}

function streamOf({ stream }: ModelApi): StreamApi {
  assert.ok(stream !== undefined)
  return stream
}

const natives: readonly (readonly [ModelApi, fc.Arbitrary<JsonObject>])[] = [
  [chat, chatAnswer],
  [responses, responsesAnswer],
  [messages, messagesAnswer],
]
const pairs = natives.flatMap(([caller]) => natives.map(([provider, native]) => [caller, provider, native] as const))

/** A small valid request of each API. */
const requests: Record<string, JsonObject> = {
  chat: { messages: [{ role: 'user', content: 'hi' }], stream_options: { include_usage: true } },
  responses: { input: 'hi', store: false },
  messages: { max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] },
}

/** As far as every API can say it: one text, whatever it was cut into, and calls with what their arguments mean. */
function common({ said, finish, tokens }: Answer) {
  const textOf = (...kinds: string[]): string =>
    said.flatMap((item) => (item.kind !== 'call' && kinds.includes(item.kind) ? [item.text] : [])).join('')
  const calls = said.flatMap((item) => (item.kind === 'call' ? [[item.id, item.name, JSON.parse(item.arguments)]] : []))
  return { reasoning: textOf('reasoning').replaceAll('\n', ''), text: textOf('text', 'refusal'), calls, finish, tokens }
}

describe('a request in one API', () => {
  for (const [api] of natives) {
    it(`of ${api.name} is the same after it was read and written again`, () => {
      const dialect = dialectOf(api)
      fc.assert(
        fc.property(prompts, (prompt) => {
          const { body } = dialect.writeRequest(prompt)
          const { prompt: again, dropped } = dialect.readRequest(body)
          assert.deepEqual({ again, dropped }, { again: prompt, dropped: [] })
        }),
      )
    })

    it(`of ${api.name} is one that its own face takes`, () => {
      fc.assert(
        fc.property(prompts, (prompt) => {
          const { body } = dialectOf(api).writeRequest(prompt)
          assert.equal(api.read({ ...body, model: 'm' }).maxOutputTokens, prompt.settings.maxOutputTokens)
        }),
      )
    })
  }
})

for (const [caller, provider, native] of pairs) {
  const [to, from] = [dialectOf(caller), dialectOf(provider)]
  const request = requests[caller.name] ?? {}

  describe(`${caller.name} to a provider that speaks ${provider.name}`, () => {
    it('asks the same', () => {
      fc.assert(
        fc.property(prompts, (prompt) => {
          const { body } = to.writeRequest(prompt)
          const translated = translate(caller.name, provider.name, { ...body, model: 'm' }, 0)
          assert.ok(translated !== undefined)
          assert.deepEqual(translated.dropped, [])
          assert.deepEqual(from.readRequest(translated.body).prompt, prompt)
        }),
      )
    })

    it('brings back the same text, calls, finish and usage', () => {
      fc.assert(
        fc.property(answers, (answer) => {
          const translated = translate(caller.name, provider.name, request, 0)
          const told = translated?.answer(from.writeAnswer(answer, { request: requests[provider.name] ?? {}, nowS: 0 }))
          assert.deepEqual(common(to.readAnswer(told ?? {})), common(answer))
          assert.deepEqual(caller.usageOf(told ?? {}), {
            inputTokens: answer.tokens?.input,
            outputTokens: answer.tokens?.output,
          })
        }),
      )
    })

    it('tells no use where the provider told none, or half of it: a budget would count nothing', () => {
      fc.assert(
        fc.property(
          native,
          fc.constantFrom('prompt_tokens', 'input_tokens', 'completion_tokens', 'output_tokens'),
          (answer, left) => {
            const { [left]: _, ...half } = object(answer.usage) ?? {}
            for (const usage of [half, undefined]) {
              const silent = Object.fromEntries(
                Object.entries({ ...answer, usage }).filter(([, said]) => said !== undefined),
              )
              if (usage !== undefined && provider.usageOf(silent) !== undefined) continue
              const translated = translate(caller.name, provider.name, request, 0)
              assert.ok(translated !== undefined)
              assert.equal(caller.usageOf(translated.answer(silent)), undefined)
              const source = streamOf(provider)
              const passage = new Passage(streamOf(caller), {
                translation: { from: source, change: translated.stream() },
              })
              const bytes = Buffer.from(source.messagesOf(silent).map(source.encode).join(''))
              passed(passage, new EventReader().push(bytes))
              assert.equal(passage.isDone, true)
              assert.equal(caller.usageOf(passage.answer()), undefined)
            }
          },
        ),
      )
    })

    it('streams what the whole answer is', () => {
      fc.assert(
        fc.property(native, (answer) => {
          const translated = translate(caller.name, provider.name, request, 0)
          assert.ok(translated !== undefined)
          const source = streamOf(provider)
          const translation = { from: source, change: translated.stream() }
          const passage = new Passage(streamOf(caller), { translation })
          const bytes = Buffer.from(source.messagesOf(answer).map(source.encode).join(''))
          const reader = new EventReader()
          const out = passed(passage, reader.push(bytes))
          assert.equal(passage.isDone, true)
          const whole = translated.answer(answer)
          assert.deepEqual(common(to.readAnswer(passage.answer())), common(to.readAnswer(whole)))
          if (caller !== chat) assert.deepEqual(passage.answer(), whole)
          const again = new Passage(streamOf(caller))
          passed(again, new EventReader().push(out))
          assert.deepEqual(again.answer(), passage.answer(), 'the caller gets what the log holds')
        }),
      )
    })
  })
}

describe('what an API does not have', () => {
  const asked = (settings: Settings): JsonObject =>
    dialectOf(chat).writeRequest({ turns: [], tools: [], settings, isStream: false }).body
  it('is left out and named, and a name that a caller made up is not told (P7)', () => {
    const more = { seed: 1, logit_bias: {}, n: 2, 'jan@example.org': true, top_k: null }
    const translated = translate('chat', 'responses', { ...asked({ stop: ['x'] }), ...more }, 0)
    assert.deepEqual(translated?.dropped, ['logit_bias', 'n', 'other', 'seed', 'stop'])
    const hot = translate('chat', 'messages', asked({ temperature: 1.5, effort: 'minimal' }), 0)
    assert.deepEqual(hot?.dropped, ['reasoning_effort', 'temperature'])
    assert.equal(hot?.body.temperature, 1)
    const thinking = { ...requests.messages, thinking: { type: 'enabled', budget_tokens: 5 }, top_k: 3 }
    const sealed = translate('messages', 'responses', thinking, 0)
    assert.deepEqual([sealed?.dropped, sealed?.body.include], [['thinking', 'top_k'], ['reasoning.encrypted_content']])
  })

  it('is refused before anything is sent when without it another thing would be asked', () => {
    const refused: readonly (readonly ['chat' | 'responses' | 'messages', JsonObject])[] = [
      ['chat', { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] }],
      ['chat', { messages: [], tools: [{ type: 'custom', custom: { name: 'x' } }] }],
      ['chat', { messages: [], functions: [{ name: 'x' }] }],
      ['responses', { input: [{ type: 'compaction', encrypted_content: 'x' }] }],
      ['messages', { messages: [{ role: 'user', content: [{ type: 'search_result', source: 'x' }] }] }],
    ]
    for (const [api, body] of refused) {
      for (const to of ['chat', 'responses', 'messages'] as const) {
        assert.throws(
          () => translate(api, to, body, 0),
          (error) => error instanceof GateError && error.code === 'upstream-failed',
          JSON.stringify(body),
        )
      }
    }
    assert.equal(translate('embeddings', 'chat', {}, 0), undefined)
  })

  it('is arguments of two calls told through each other, which would be told wrong', () => {
    const translated = translate('messages', 'chat', requests.messages ?? {}, 0)
    const piece = (index: number, args: string, name?: string) => ({
      choices: [{ index: 0, delta: { tool_calls: [{ index, id: `c${index}`, function: { name, arguments: args } }] } }],
    })
    const change = translated?.stream()
    change?.(piece(0, '{', 'a'))
    change?.(piece(1, '{', 'b'))
    assert.throws(() => change?.(piece(0, '}')), GateError)
  })

  it('is a seal on reasoning that another provider made: it comes back as it was given', () => {
    const answer = {
      id: 'resp_1',
      model: 'm',
      status: 'completed',
      output: [
        { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'hm' }], encrypted_content: 'S' },
      ],
    }
    const told = translate('messages', 'responses', requests.messages ?? {}, 0)?.answer(answer)
    const next = { max_tokens: 9, messages: [{ role: 'assistant', content: told?.content ?? [] }] }
    const [item] = [translate('messages', 'responses', next, 0)?.body.input].flat()
    assert.deepEqual(item, {
      type: 'reasoning',
      summary: [{ type: 'summary_text', text: 'hm' }],
      encrypted_content: 'S',
    })
  })
})
