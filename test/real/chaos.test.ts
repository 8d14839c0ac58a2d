// SPDX-License-Identifier: EUPL-1.2
// Clients that leave at every single byte of every answer, a few thousand of them, and what that leaves behind.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import {
  assertServing,
  assertSettled,
  everyBehaviour,
  leaveAtEveryByte,
  leaveBeforeTheAnswer,
  openChaos,
  type Weight,
  weigh,
} from '../e2e/chaos.ts'
import { until } from '../e2e/harness.ts'

const rounds = 3

it('chaos leaves nothing behind, whatever byte it strikes at (P1, P2, P3)', { timeout: 1_800_000 }, async () => {
  await using chaos = await openChaos()
  await assertServing(chaos)
  const idle = (await weigh()).sockets
  const weights: Weight[] = []
  for (let round = 1; round <= rounds; round++) {
    await everyBehaviour(chaos)
    const left = await leaveAtEveryByte(chaos, 1)
    await leaveBeforeTheAnswer(chaos, 200)
    await assertSettled(chaos)
    await assertServing(chaos)
    await until('connections are let go', async () => (await weigh()).sockets <= idle + 8)
    const weight = await weigh()
    weights.push(weight)
    console.log(
      `# round ${round}: ${left} clients left at a byte; ${weight.sockets} sockets, ${weight.heapMegabytes} MB`,
    )
  }
  const [first, last] = [weights[0], weights.at(-1)]
  assert.ok(first !== undefined && last !== undefined)
  assert.ok(last.heapMegabytes < first.heapMegabytes + 24, 'the heap grows with every call')
})
