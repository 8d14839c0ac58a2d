// SPDX-License-Identifier: EUPL-1.2
// What nobody foresaw inside the gate refuses the call as any rule does: numbered, recorded, told without detail.
import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import { z } from 'zod'
import { type House, openHouse } from './harness.ts'
import { ask, connectAgent, numbersOf, outsideMail, upTo } from './outside-agent.ts'

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string(), number: z.number() }) })

describe('a defect of ours', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.[Symbol.asyncDispose]())

  it('while a call is judged is a numbered refusal that tells nothing of the inside (P3)', async () => {
    const printed = mock.method(process.stderr, 'write', () => true)
    const broken = mock.method(house.sluis.oversight, 'findForCall', () => {
      throw new TypeError('secret of /srv/sluis')
    })
    try {
      await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
      const { isError, gate, text } = await agent.call('mail_send', outsideMail('Hello'))
      assert.deepEqual([isError, gate.code], [true, 'internal'])
      assert.doesNotMatch(text, /secret|srv/)
      const [row] = await house.sluis.journal.query(
        'SELECT state, reason FROM calls WHERE number = $1',
        gate.number ?? 0,
      )
      assert.deepEqual([row?.state, row?.reason], ['denied', 'internal'])
      const told = printed.mock.calls.map(({ arguments: [line] }) => String(line)).join('')
      assert.match(told, /gate-failed: .*TypeError at unforeseen\.test\.ts:\d+/, 'whoever runs it is told where')
      assert.doesNotMatch(told, /secret/, 'and nothing of what a call may hold (P7)')
    } finally {
      broken.mock.restore()
      printed.mock.restore()
    }
  })

  it('while its intent is made is one too, and nothing leaves (P1)', async () => {
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey)).status, 200)
    const printed = mock.method(process.stderr, 'write', () => true)
    const broken = mock.method(house.sluis.limits, 'claim', () => {
      throw new RangeError('secret of /srv/sluis')
    })
    const asked = house.modelRequests().length
    try {
      const answer = await ask(house.sluis.gateUrl, house.agentKey)
      const { error } = refusal.parse(await answer.json())
      assert.deepEqual([answer.status, error.code], [500, 'internal'])
      assert.doesNotMatch(error.message, /secret|srv/)
      assert.equal(answer.headers.get('x-should-retry'), 'false')
    } finally {
      broken.mock.restore()
      printed.mock.restore()
    }
    assert.equal(house.modelRequests().length, asked)
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey)).status, 200)
    const numbers = await numbersOf(house)
    assert.deepEqual(numbers, upTo(numbers.length))
    assert.equal(house.sluis.limits.inFlight, 0)
  })
})
