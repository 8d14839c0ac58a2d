// SPDX-License-Identifier: EUPL-1.2
// Clients that leave at every single byte of every answer, a few thousand of them, and what that leaves behind.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import {
  assertServing,
  assertSettled,
  everyBehaviour,
  keptBytesPerCall,
  leaveAtEveryByte,
  leaveBeforeTheAnswer,
  type Weight,
  weigh,
} from '../e2e/chaos.ts'
import { openChaos } from '../e2e/chaos-house.ts'
import { until } from '../e2e/harness.ts'

/** The first goes through every byte, and fills whatever is kept for calls to come; the others show that it stays so. */
const steps = [1, 5, 5, 5]
/**
 * An entry of a call that somebody forgot to let go is twice this. A run remembers what was released to it, up to some
 * thousand parts of a few hundred bytes (gate/runs/run-rows.ts), and these calls are all of one run.
 */
const mostBytesPerCall = 1000

it('chaos leaves nothing behind, whatever byte it strikes at (P1, P2, P3)', { timeout: 900_000 }, async () => {
  await using chaos = await openChaos()
  await assertServing(chaos)
  const idle = (await weigh(chaos)).sockets
  const weights: Weight[] = []
  for (const step of steps) {
    await everyBehaviour(chaos)
    const left = await leaveAtEveryByte(chaos, step)
    await leaveBeforeTheAnswer(chaos, 200 / step)
    await assertSettled(chaos)
    await assertServing(chaos)
    await until('connections are let go', async () => (await weigh(chaos)).sockets <= idle + 8)
    const weight = await weigh(chaos)
    weights.push(weight)
    console.log(`# ${left} clients left at a byte; ${weight.sockets} sockets, ${weight.megabytes} MB`)
  }
  const [full, last] = [weights[0], weights.at(-1)]
  assert.ok(full !== undefined && last !== undefined)
  const kept = keptBytesPerCall(full, last)
  console.log(`# ${last.calls} calls; after the first ${full.calls} each left ${kept} bytes`)
  assert.ok(kept < mostBytesPerCall, 'memory grows with every call')
})
