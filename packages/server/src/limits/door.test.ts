// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EntryDraft } from '../journal/index.ts'
import type { Limits } from '../organisation/index.ts'
import { Door, type Pass } from './door.ts'
import { LimitError } from './error.ts'
import type { Applying } from './scope.ts'
import { TurnedAway } from './turned-away.ts'

const caller = { agent: 'reporter', system: 'weekly-report' }
const other = { agent: 'helper', system: 'weekly-report' }
const room = { perAgent: 3, inAll: 5 }

function applying(calls: Limits['calls'], scope: Applying[number]['scope'] = 'agent'): Applying {
  return [{ scope, limits: { calls, tokens: {} } }]
}

function codeOf(enter: () => Pass): string {
  try {
    enter()
    return 'in'
  } catch (error) {
    assert.ok(error instanceof LimitError)
    return error.code
  }
}

describe('the door', () => {
  it('bounds what is under way: of one agent, by its limit, and in all', () => {
    const door = new Door(room, () => 0)
    const inside = [1, 2, 3].map(() => door.enter(caller, []))
    assert.equal(
      codeOf(() => door.enter(caller, [])),
      'too-many-at-once',
    )
    const limit = applying({ atOnce: 4 }, 'system')
    door.enter(other, limit)
    assert.equal(
      codeOf(() => door.enter(other, applying({ atOnce: 1 }, 'system'))),
      'too-many-at-once',
    )
    door.enter(other, [])
    assert.equal(
      codeOf(() => door.enter(other, [])),
      'busy',
    )
    inside[0]?.leave()
    inside[0]?.leave()
    assert.equal(door.inFlight, 4)
    assert.equal(
      codeOf(() => door.enter(caller, [])),
      'in',
      'leaving twice makes room once',
    )
    assert.equal(
      codeOf(() => door.enter(caller, [])),
      'busy',
    )
  })

  it('takes whoever leaves twice off what is counted of their agent once', () => {
    const door = new Door({ ...room, perAgent: 2 }, () => 0)
    const first = door.enter(caller, [])
    door.enter(caller, [])
    first.leave()
    first.leave()
    door.enter(caller, [])
    assert.equal(
      codeOf(() => door.enter(caller, [])),
      'too-many-at-once',
    )
  })

  it('counts calls by the minute, and a clock that jumps back opens no new one', () => {
    let now = 60_000
    const door = new Door(room, () => now)
    const ask = () =>
      codeOf(() => {
        const pass = door.enter(caller, applying({ perMinute: 2 }))
        pass.leave()
        return pass
      })
    assert.deepEqual([ask(), ask(), ask()], ['in', 'in', 'over-rate'])
    now = 0
    assert.equal(ask(), 'over-rate')
    now = 120_000
    assert.deepEqual([ask(), ask(), ask()], ['in', 'in', 'over-rate'])
  })

  it('says when to ask again', () => {
    const door = new Door(room, () => 45_500)
    const limit = applying({ perMinute: 1 })
    door.enter(caller, limit)
    assert.throws(() => door.enter(caller, limit), { code: 'over-rate', retryAfterSeconds: 15 })
  })

  it('closes: nobody comes in, what is under way may end, and the rest is cut', async () => {
    const door = new Door(room, () => 0)
    const [short, long] = [door.enter(caller, []), door.enter(caller, [])]
    setTimeout(() => short.leave(), 10)
    const closing = door.close(100)
    assert.equal(
      codeOf(() => door.enter(caller, [])),
      'closing',
    )
    await closing
    assert.equal(door.inFlight, 1)
    long.onCut(() => setTimeout(() => long.leave(), 10))
    // Neither waits for longer than there is somebody to wait for.
    await door.cut(600_000)
    assert.equal(door.inFlight, 0)
    await door.close(600_000)
    let isLate = false
    long.onCut(() => {
      isLate = true
    })
    assert.ok(isLate, 'whoever asks after the cut is told at once')
  })
})

describe('refusals of a flood', () => {
  it('are recorded apart at first, then counted, and told as one numbered entry (P3)', async () => {
    let now = 0
    const entries: EntryDraft[] = []
    const append = async (draft: EntryDraft) => {
      entries.push(draft)
      return { entry: { index: 0, at: 0, kind: draft.kind, data: draft.data }, treeSize: 1 }
    }
    const turned = new TurnedAway({ append }, () => now)
    const apart = Array.from({ length: 1000 }, () => turned.countRefusal(caller, 'over-rate'))
    assert.equal(apart.filter((entry) => entry === 'this-refusal').length, 60)
    assert.equal(turned.countRefusal(other, 'busy'), 'this-refusal', 'each agent has its own')
    assert.equal(turned.countRefusal(caller, 'busy'), 'all-together')
    now = 60_000
    assert.equal(turned.countRefusal(caller, 'over-rate'), 'this-refusal')
    const expected = { ...caller, count: 941, reasons: { 'over-rate': 940, busy: 1 } }
    assert.deepEqual(entries, [{ kind: 'calls.refused', series: 'agent:reporter', data: expected }])
    await turned.flush()
    assert.equal(entries.length, 1, 'what was told is not told again')
  })
})
