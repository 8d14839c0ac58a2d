// SPDX-License-Identifier: EUPL-1.2
// Chaos on both sides of the gate, bounded in time. test/real/chaos.test.ts goes through every single byte.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import {
  assertServing,
  assertSettled,
  everyBehaviour,
  leaveAtEveryByte,
  leaveBeforeTheAnswer,
  type Weight,
  weigh,
} from './chaos.ts'
import { type Chaos, openChaos } from './chaos-house.ts'
import { until } from './harness.ts'

describe('chaos', { timeout: 180_000 }, () => {
  let chaos: Chaos
  let first: Weight
  before(async () => {
    chaos = await openChaos()
    await assertServing(chaos)
    first = await weigh(chaos)
  })
  after(() => chaos?.[Symbol.asyncDispose]())
  afterEach(async () => {
    await assertSettled(chaos)
    await assertServing(chaos)
  })

  it('of far sides that hang, trickle, break off and talk garbage: each call has one outcome (P2, P3)', async () => {
    await everyBehaviour(chaos)
  })

  it('of clients that leave at any byte of an answer', async () => {
    await leaveAtEveryByte(chaos, 23)
  })

  it('of clients that leave while they send, and while their intent is written (P1, P2)', async () => {
    await leaveBeforeTheAnswer(chaos, 30)
  })

  it('leaves neither connections nor memory behind', async () => {
    const before = await weigh(chaos)
    await leaveAtEveryByte(chaos, 23)
    await assertSettled(chaos)
    await until('connections are let go', async () => (await weigh(chaos)).sockets <= first.sockets + 8)
    const last = await weigh(chaos)
    console.log(`# sockets ${first.sockets}, ${before.sockets}, ${last.sockets}`)
    console.log(`# memory ${first.megabytes}, ${before.megabytes}, ${last.megabytes} MB`)
    assert.ok(last.megabytes < before.megabytes + 4, 'memory grows with every call')
  })
})
