// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Cut } from '../../cut.ts'
import { GateError } from '../../error.ts'
import { chatStream } from '../apis/chat-stream.ts'
import { Caller, Far } from '../test/ends.ts'
import { Passage } from './passage.ts'
import { Relay } from './relay.ts'

const event = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
const done = 'data: [DONE]\n\n'

function relaying(far: Far) {
  const cut = new Cut({ onLeft: () => undefined })
  const relay = new Relay(far, new Passage(chatStream), cut, (value) => ({ value }))
  const caller = new Caller()
  relay.start(caller)
  return { caller, relay, stop: () => cut.silence() }
}

const turn = () => new Promise(setImmediate)

describe('a stream on its way to its caller', () => {
  it('goes on in one write for each turn in which something came', async () => {
    const far = new Far([event('a'), event('b')])
    const { caller, relay } = relaying(far)
    assert.deepEqual(caller.writes, [event('a') + event('b')], 'what was there goes with the head')
    far.says(event('c').slice(0, 9))
    far.says(event('c').slice(9) + event('d'))
    await turn()
    far.says(event('e'))
    far.says(done)
    far.ends()
    assert.deepEqual(caller.writes.slice(1), [event('c') + event('d'), `${event('e')}${done}END`])
    assert.notEqual((await relay.ended).value, undefined)
  })

  it('waits for a caller that reads slowly', async () => {
    const far = new Far()
    const { caller } = relaying(far)
    caller.isBehind = true
    far.says(event('a'))
    await turn()
    assert.equal(far.isPaused, true)
    caller.catchesUp()
    assert.equal(far.isPaused, false)
  })

  it('that fails ends behind what came before that, and its outcome is unknown (P2)', async () => {
    const far = new Far()
    const { caller, relay } = relaying(far)
    far.says(event('a') + event('b'))
    far.says('data: {"error":{"message":"sk-secret"}}\n\n')
    await assert.rejects(relay.ended, (error) => error instanceof GateError && error.code === 'upstream-timeout')
    const [all = '', ...more] = caller.writes
    assert.equal(all.startsWith(event('a') + event('b')) && all.endsWith('END'), true)
    assert.doesNotMatch(all, /sk-secret/)
    await turn()
    assert.deepEqual(more, [])
  })

  it('that breaks ends behind what came in the same turn, with none of its words (P2, P8)', async () => {
    const far = new Far()
    const { caller, relay } = relaying(far)
    far.says(event('a'))
    far.fails()
    await assert.rejects(relay.ended, (error) => error instanceof GateError && error.code === 'upstream-timeout')
    const all = caller.writes.join()
    assert.equal(all.startsWith(event('a')) && all.endsWith('END'), true)
    assert.doesNotMatch(all, /10\.0\.0\.1/)
  })

  it('that is stopped ends at once: what came in the same turn goes nowhere (P4)', async () => {
    const far = new Far()
    const { caller, stop } = relaying(far)
    far.says(event('a'))
    stop()
    far.says(event('b'))
    far.ends()
    await turn()
    assert.equal(caller.writes.length, 1)
    assert.match(caller.writes.join(), /stopped.*AT ONCE$/s)
    assert.doesNotMatch(caller.writes.join(), /"content"/)
  })
})
