// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turnOver } from 'node:timers/promises'
import { Outbox } from './outbox.ts'
import type { ToWorker } from './protocol.ts'
import { Turn } from './turn.ts'
import { Waiting } from './waiting.ts'
import { writeDraft } from './written.ts'

const draft = writeDraft({ kind: 'thing.happened', data: { what: 'ø' }, series: 'agent:a' })

/** What goes over, each message with what the turn said just before. */
function setUp() {
  const turn = new Turn(Turn.shared)
  const messages: (ToWorker & { readonly isOpen: boolean })[] = []
  const outbox = new Outbox(turn, (message) => messages.push({ ...message, isOpen: turn.sent > 0 }))
  return { turn, messages, outbox }
}

describe('what goes over to the sequencer', () => {
  it('goes together when the turn is over, and then the turn was never open', async () => {
    const { turn, messages, outbox } = setUp()
    for (const id of [1, 2, 3]) outbox.append(id, draft)
    outbox.ask({ op: 'contact', id: 4, asked: [] })
    assert.equal(messages.length, 0)
    await turnOver()
    assert.deepEqual(
      messages.map(({ drafts, isOpen }) => [drafts.ids, isOpen]),
      [[[1, 2, 3], false]],
    )
    assert.equal(turn.sent, 0)
  })

  it('goes ahead where much is asked, says before that more may come, and afterwards that it is over', async () => {
    const { turn, messages, outbox } = setUp()
    for (let id = 1; id <= 64; id++) outbox.append(id, draft)
    const ahead = turn.sent
    assert.ok(ahead > messages.length)
    assert.ok(messages.every(({ isOpen }) => isOpen))
    await turnOver()
    assert.equal(turn.sent, 0)
    assert.deepEqual(
      messages.flatMap(({ drafts }) => drafts.ids),
      Array.from({ length: 64 }, (_, at) => at + 1),
    )
  })

  it('lets nothing pass an erasure: neither what was asked before it nor what was asked after', async () => {
    const { messages, outbox } = setUp()
    outbox.append(1, draft)
    outbox.ask({ op: 'erase', id: 2, asked: ['person:a', 'asked', {}] })
    outbox.append(3, draft)
    await turnOver()
    const waiting = new Waiting()
    for (const message of messages) waiting.take(message)
    assert.deepEqual(
      waiting.takeAppends(10).map(({ id }) => id),
      [1],
    )
    assert.equal(waiting.first?.op, 'erase')
    assert.deepEqual(waiting.takeAppends(10), [])
    waiting.takeFirst()
    assert.deepEqual(waiting.takeAppends(10), [{ op: 'append', id: 3, ...draft }])
  })
})

describe('what waits for the sequencer', () => {
  it('is taken as appends ahead of questions, as many as there is room for, in their order', async () => {
    const { messages, outbox } = setUp()
    outbox.ask({ op: 'dump', id: 1, asked: [] })
    for (const id of [2, 3, 4]) outbox.append(id, draft)
    await turnOver()
    const waiting = new Waiting()
    for (const message of messages) waiting.take(message)
    const taken = waiting.takeAppends(2)
    assert.deepEqual(
      taken.map(({ id }) => id),
      [2, 3],
    )
    waiting.putBack(taken.slice(1))
    assert.deepEqual(
      waiting.takeAppends(10).map(({ id }) => id),
      [3, 4],
    )
    assert.equal(waiting.first?.op, 'dump')
  })

  it('is answered for contact first, however much waits', async () => {
    const { messages, outbox } = setUp()
    outbox.append(1, draft)
    outbox.ask({ op: 'contact', id: 2, asked: [] })
    await turnOver()
    const waiting = new Waiting()
    for (const message of messages) waiting.take(message)
    assert.equal(waiting.first?.op, 'contact')
  })
})

describe('the turn of those who append', () => {
  it('is waited for while it is open, until something more goes over, and not for ever', async () => {
    const turn = new Turn(Turn.shared)
    const soon = () => performance.now() + 5
    assert.equal(turn.waitFor(turn.sent, Number.POSITIVE_INFINITY), false)
    turn.opens()
    const { sent } = turn
    assert.equal(turn.waitFor(sent, soon()), false)
    assert.equal(turn.waitFor(sent, 0), false)
    turn.goesOn()
    assert.equal(turn.waitFor(sent, soon()), true)
    turn.isOver()
    assert.equal(turn.waitFor(turn.sent, Number.POSITIVE_INFINITY), false)
  })
})
