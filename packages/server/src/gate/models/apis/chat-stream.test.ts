// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { object } from '../json.ts'
import { EventReader } from '../stream/events.ts'
import { Passage } from '../stream/passage.ts'
import { isOnlyUsage } from '../stream-usage.ts'
import { holdingGuard } from '../test/guards.ts'
import { passed } from '../test/passed.ts'
import { chatStream } from './chat-stream.ts'

const choice = (delta: object, finish_reason: string | null = null, index = 0) => ({ index, delta, finish_reason })
const chunks = [
  { id: 'c1', model: 'm', choices: [choice({ role: 'assistant', content: '' })] },
  { id: 'c1', choices: [choice({ content: 'Hello ' }), choice({ content: 'other' }, null, 1)] },
  { id: 'c1', choices: [choice({ content: 'there' })], unheard: 1 },
  { choices: [choice({ tool_calls: [{ index: 0, id: 't', function: { name: 'mail_send', arguments: '{"a":' } }] })] },
  { choices: [choice({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] })] },
  { choices: [choice({}, 'tool_calls'), choice({}, 'stop', 1)] },
  { choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } },
]
const bytes = Buffer.from([...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n'].join(''))
const answer = {
  id: 'c1',
  model: 'm',
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      message: {
        role: 'assistant',
        content: 'Hello there',
        tool_calls: [{ id: 't', type: 'function', function: { name: 'mail_send', arguments: '{"a":1}' } }],
      },
    },
    { index: 1, finish_reason: 'stop', message: { role: 'assistant', content: 'other' } },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 4 },
}
const unheard = ['{"unheard":1}']

function through(passage: Passage): Buffer {
  return passed(passage, new EventReader().push(bytes))
}

describe('a streamed chat completion', () => {
  it('goes on byte for byte and is put together to the whole answer', () => {
    const passage = new Passage(chatStream)
    assert.deepEqual(through(passage), bytes)
    assert.equal(passage.isDone, true)
    assert.deepEqual(passage.answer(), { ...answer, unheard })
  })

  it('that the gate asked for its use goes on without it, also through a guard, and the answer has it', () => {
    const extra = 'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}\n\n'
    const passage = new Passage(chatStream, { isHidden: isOnlyUsage })
    assert.equal(through(passage).toString(), bytes.toString().replace(extra, ''))
    assert.deepEqual(passage.answer(), { ...answer, unheard })
    const guarded = new Passage(chatStream, { isHidden: isOnlyUsage, guard: holdingGuard() })
    assert.doesNotMatch(through(guarded).toString(), /"usage":\{/)
    assert.deepEqual(guarded.answer().usage, answer.usage)
  })

  it('passes its texts through a guard, and what that holds back comes before the end of its choice', () => {
    const passage = new Passage(chatStream, { guard: holdingGuard() })
    const out = through(passage)
    assert.deepEqual(
      passage.answer(),
      JSON.parse(
        JSON.stringify(answer).replace('Hello there', 'HELLO THERE').replace('other', 'OTHER').replace('a\\"', 'A\\"'),
      ),
    )
    const again = new Passage(chatStream)
    passed(again, new EventReader().push(out))
    assert.deepEqual(again.answer(), passage.answer(), 'what the caller gets is what the log holds')
  })

  it('has no empty chunk added in front of its end', () => {
    const end = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
    const passage = new Passage(chatStream, { guard: holdingGuard() })
    assert.equal(passed(passage, new EventReader().push(Buffer.from(end))).toString(), end)
  })

  it('of an answer of before gives that answer', () => {
    const passage = new Passage(chatStream)
    const replayed = Buffer.from(
      chatStream
        .messagesOf(object(answer) ?? {})
        .map(chatStream.encode)
        .join(''),
    )
    passed(passage, new EventReader().push(replayed))
    assert.deepEqual(passage.answer(), answer)
  })

  it('holds what goes on in a known member that is of another kind than it should be: whoever reads it gets it (P10)', () => {
    const words = 'BSN 123456782'
    const call = (more: object) => ({ choices: [choice({ tool_calls: [more] })] })
    for (const chunk of [
      { choices: [choice([words])] },
      { choices: [{ index: 0, delta: words }] },
      { choices: [words] },
      { choices: { delta: { content: words } } },
      { choices: [{ ...choice({}), finish_reason: [words] }] },
      { choices: [{ ...choice({}), index: words }] },
      { choices: [choice({ role: words })] },
      { choices: [choice({ tool_calls: words })] },
      { choices: [choice({ tool_calls: [words] })] },
      call({ index: 0, function: { name: 'send', arguments: { to: words } } }),
      call({ index: 0, function: { name: [words] } }),
      call({ index: 0, function: words }),
      call({ index: 0, custom: [words] }),
      call({ index: 0, type: words, function: { name: 'send' } }),
      call({ index: words, id: 'c', function: { name: 'send' } }),
      call({ index: 0, id: [words], function: { name: 'send' } }),
      { choices: [choice({})], usage: [words] },
      { choices: [choice({})], object: words },
    ]) {
      const passage = new Passage(chatStream)
      const came = Buffer.from(`data: ${JSON.stringify(chunk)}\n\n`)
      assert.deepEqual(passed(passage, new EventReader().push(came)), came)
      assert.match(JSON.stringify(passage.answer()), /BSN 123456782/, JSON.stringify(chunk))
    }
  })

  it('holds a text that nobody knows also when something else is said in its place after it', () => {
    for (const after of [1, true, ['x'], { y: 'x' }, null]) {
      const passage = new Passage(chatStream)
      const came = ['BSN 1234', '56782', after].map((thought) => ({ choices: [choice({ thought })] }))
      passed(
        passage,
        new EventReader().push(Buffer.from(came.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''))),
      )
      assert.match(JSON.stringify(passage.answer()), /BSN 123456782/, JSON.stringify(after))
    }
  })
})
