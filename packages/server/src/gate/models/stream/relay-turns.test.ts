// SPDX-License-Identifier: EUPL-1.2
// Long events: looked through in turns of the loop, while everybody else goes on.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { rulesOf } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import { Cut } from '../../cut.ts'
import { GateError } from '../../error.ts'
import { HoldBack } from '../../release/hold-back.ts'
import { planned } from '../../release/plan.ts'
import type { ModelApi, StreamApi } from '../apis/api.ts'
import { chat } from '../apis/chat.ts'
import { messages } from '../apis/messages.ts'
import { responses } from '../apis/responses.ts'
import { Caller, Far } from '../test/ends.ts'
import { passed } from '../test/passed.ts'
import { translate } from '../translate/index.ts'
import { EventReader } from './events.ts'
import { Passage } from './passage.ts'
import { Relay } from './relay.ts'

const said = (content: string): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
const done = 'data: [DONE]\n\n'
/** Nothing is found in it, and nothing takes longer to look through: some fifty turns. */
const long = `${'06 '.repeat(300_000)}end. `
const turnsOfLong = long.length / (1 << 14)

const guard = () =>
  new HoldBack({ rules: rulesOf([]), plan: planned(new Map([['email', 'redact']]), new Set(['bsn'])) })

function streamOf({ stream }: ModelApi): StreamApi {
  assert.ok(stream !== undefined)
  return stream
}

function relaying(passage = new Passage(streamOf(chat), { guard: guard() })) {
  let leave = (): void => undefined
  const cut = new Cut({
    onLeft: (left) => {
      leave = left
    },
  })
  const far = new Far()
  const relay = new Relay(far, passage, cut, (value) => ({ value }))
  const caller = new Caller()
  // What it ends with is asked where a test wants to know.
  relay.ended.catch(() => undefined)
  relay.start(caller)
  return { far, caller, relay, stop: () => cut.silence(), leave: () => leave() }
}

const turn = () => new Promise(setImmediate)

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await turn()
}

/** Turns of the loop until all went on; its number. */
async function untilOver({ writes }: Caller): Promise<number> {
  let count = 0
  for (; writes.at(-1)?.endsWith('END') !== true; count++) {
    assert.ok(count < 10_000, 'it comes to an end')
    await turn()
  }
  return count
}

/** The answer that somebody reads in what went on. */
function readIn(api: StreamApi, writes: readonly string[]): JsonObject {
  const passage = new Passage(api)
  passed(passage, new EventReader().push(Buffer.from(writes.join('').replace(/END$/, ''))))
  return passage.answer()
}

describe('a long event on its way to the caller', () => {
  it('is looked through in turns: another stream goes on between them (P4)', async () => {
    const [slow, quick] = [relaying(), relaying()]
    slow.far.says(said(long) + done)
    slow.far.ends()
    let words = 0
    for (; slow.caller.writes.at(-1)?.endsWith('END') !== true; words++) {
      quick.far.says(said(`word ${words} `))
      await turn()
      assert.equal(quick.caller.writes.length, words + 1, 'it waits for no more than one turn')
    }
    assert.ok(words >= turnsOfLong, `${words} turns`)
    const choices = [{ index: 0, finish_reason: null, message: { role: 'assistant', content: long } }]
    const { value } = await slow.relay.ended
    // A difference of a million characters would fill the screen.
    assert.ok(isDeepStrictEqual(value, { object: 'chat.completion', choices }))
    assert.ok(isDeepStrictEqual(readIn(streamOf(chat), slow.caller.writes), value))
  })

  it('has the far side wait, and what came meanwhile goes behind it', async () => {
    const { far, caller } = relaying()
    far.says(said(long))
    await turns(3)
    assert.equal(far.isPaused, true)
    far.says(said('behind. '))
    far.says(done)
    far.ends()
    await untilOver(caller)
    const texts = caller.writes.join('').matchAll(/"content":"([^"]*)"/g)
    assert.ok([...texts].map(([, text]) => text).join('') === `${long}behind. `)
  })

  it('leaves the far side to go on when it is through', async () => {
    const { far } = relaying()
    far.says(said(long))
    await turns(2 * turnsOfLong)
    assert.equal(far.isPaused, false)
  })

  it('is cut by a stop between two turns: nothing of it goes on, nor of what came behind (P4)', async () => {
    const { far, caller, relay, stop } = relaying()
    far.says(said('before. '))
    await turn()
    far.says(said(long) + said('behind'))
    await turns(5)
    const { letGo } = relay
    stop()
    const told = [...caller.writes]
    assert.match(told.at(-1)?.slice(-300) ?? '', /stopped.*AT ONCE$/s)
    far.ends()
    await turns(2 * turnsOfLong)
    assert.deepEqual(caller.writes, told)
    assert.deepEqual(relay.letGo, letGo, 'what may have gone on is what went on')
    const choices = [{ index: 0, finish_reason: null, message: { role: 'assistant', content: 'before. ' } }]
    assert.deepEqual(letGo, { object: 'chat.completion', choices })
  })

  it('is worked on no more when the caller leaves, and its outcome is that', async () => {
    const { far, caller, relay, leave } = relaying()
    far.says(said(long))
    await turns(5)
    leave()
    await assert.rejects(relay.ended, (error) => error instanceof GateError && error.code === 'abandoned')
    const count = caller.writes.length
    await turns(2 * turnsOfLong)
    assert.equal(caller.writes.length, count)
  })

  it('goes on whole before the failure of a far side that broke off behind it (P2)', async () => {
    const { far, caller, relay } = relaying()
    far.says(said(`${long}. `))
    await turns(5)
    far.fails()
    await untilOver(caller)
    const all = caller.writes.join('')
    assert.ok(all.indexOf('06 06') < all.indexOf('upstream-timeout'))
    assert.equal(all.includes('10.0.0.1'), false)
    await assert.rejects(relay.ended, (error) => error instanceof GateError && error.code === 'upstream-timeout')
  })

  it('of which a rule keeps something back goes nowhere, nor what came behind it', async () => {
    const { far, caller, relay } = relaying()
    far.says(said('before. '))
    await turn()
    far.says(said(`${long} BSN 123456782, I think. `) + said('behind') + done)
    await untilOver(caller)
    const all = caller.writes.join('')
    assert.ok(all.length < 1000)
    assert.doesNotMatch(all, /123456782|06 06|behind/)
    assert.match(all, /before.*withheld/s)
    await assert.rejects(relay.ended, (error) => error instanceof GateError && error.code === 'withheld')
  })

  it('waits for a caller that reads slowly, and takes nothing from the far side until then', async () => {
    const { far, caller } = relaying()
    caller.isBehind = true
    far.says(said('before. '))
    await turn()
    far.says(said(long) + said(long) + done)
    far.ends()
    await turns(4 * turnsOfLong)
    assert.equal(caller.writes.length, 1, 'what was written before it was known to be behind')
    caller.catchesUp()
    await untilOver(caller)
    assert.equal(caller.writes.join('').split('06').length, 600_001)
  })
})

describe('a stream of long and short events', () => {
  const apis = [chat, responses, messages]
  const requests: Record<string, JsonObject> = {
    chat: { messages: [{ role: 'user', content: 'hi' }] },
    responses: { input: 'hi', store: false },
    messages: { max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] },
  }
  const words = fc
    .array(fc.constantFrom('06 ', 'word ', 'mail jan@bakkerij.example ', '€ '), { minLength: 1, maxLength: 3 })
    .chain((kinds) => fc.constantFrom(1, 40, 3_000, 12_000).map((times) => kinds.join('').repeat(times)))
  const answer = fc.tuple(words, words, fc.boolean()).map(([text, given, calls]) => ({ text, given, calls }))

  for (const from of apis) {
    for (const to of apis) {
      it(`says the same as at once, wherever it is cut: ${from.name} to ${to.name}`, async () => {
        const source = streamOf(from)
        const passage = (): Passage => {
          const translation = translate(to.name, from.name, requests[to.name] ?? {}, 0)
          assert.ok(translation !== undefined)
          const change = { from: source, change: translation.stream() }
          return new Passage(streamOf(to), { guard: guard(), ...(from === to ? {} : { translation: change }) })
        }
        const check = fc.asyncProperty(
          answer,
          fc.array(fc.tuple(fc.nat(), fc.nat(3)), { maxLength: 4 }),
          async (told, cuts) => {
            const bytes = Buffer.from(source.messagesOf(answerOf(from, told)).map(source.encode).join(''))
            const once = passage()
            passed(once, new EventReader().push(bytes))
            const { far, caller, relay } = relaying(passage())
            let at = 0
            for (const [cut, wait] of cuts.map(([cut, wait]) => [cut % bytes.length, wait] as const).sort(byPlace)) {
              far.says(bytes.subarray(at, cut))
              at = cut
              await turns(wait)
            }
            far.says(bytes.subarray(at))
            far.ends()
            await untilOver(caller)
            const all = caller.writes.join('')
            assert.ok(isDeepStrictEqual((await relay.ended).value, once.answer()), 'the answer')
            assert.ok(isDeepStrictEqual(readIn(streamOf(to), [all]), once.answer()), 'what the caller reads')
            assert.equal(all.includes('bakkerij'), false)
          },
        )
        await fc.assert(check, { numRuns: 8 })
      })
    }
  }
})

function byPlace([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return a - b
}

function answerOf(
  { name }: ModelApi,
  { text, given, calls }: { text: string; given: string; calls: boolean },
): JsonObject {
  const args = JSON.stringify({ given })
  switch (name) {
    case 'chat': {
      const tool_calls = [{ id: 'c1', type: 'function', function: { name: 'f', arguments: args } }]
      const message = { role: 'assistant', content: text, ...(calls ? { tool_calls } : {}) }
      return { id: 'i', model: 'm', choices: [{ index: 0, message, finish_reason: calls ? 'tool_calls' : 'stop' }] }
    }
    case 'responses': {
      const content = [{ type: 'output_text', text, annotations: [] }]
      const call = { type: 'function_call', id: 'fc1', call_id: 'c1', name: 'f', arguments: args, status: 'completed' }
      const message = { type: 'message', id: 'm1', status: 'completed', role: 'assistant', content }
      return { id: 'i', model: 'm', status: 'completed', output: calls ? [message, call] : [message] }
    }
    default: {
      const use = { type: 'tool_use', id: 'c1', name: 'f', input: { given } }
      const content = [{ type: 'text', text }, ...(calls ? [use] : [])]
      const head = { id: 'i', type: 'message', role: 'assistant', model: 'm', stop_sequence: null, usage: {} }
      return { ...head, content, stop_reason: calls ? 'tool_use' : 'end_turn' }
    }
  }
}
