// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judge, openFacts, readCondition, reasons } from './condition.ts'
import { type FactId, factIds } from './facts/catalogue.ts'
import { currentLaw } from './law/laws.ts'
import type { Condition } from './law/types.ts'
import { bareSystem } from './test/system.ts'
import { both, either, FALSE, not, TRUE, type Truth, UNKNOWN } from './three-valued.ts'
import { SystemWorld } from './world.ts'

const truths: readonly Truth[] = [FALSE, UNKNOWN, TRUE]

function judged(condition: Condition, line: string, closed = false): Truth {
  return judge(readCondition(condition, currentLaw.derived), new SystemWorld(bareSystem(line), closed))
}

describe('three values', () => {
  it('follow Kleene: unknown decides nothing that a known part decides', () => {
    for (const one of truths) {
      assert.equal(not(not(one)), one)
      assert.equal(both(one, FALSE), FALSE)
      assert.equal(either(one, TRUE), TRUE)
      for (const other of truths) {
        assert.equal(both(one, other), both(other, one))
        assert.equal(not(both(one, other)), either(not(one), not(other)))
      }
    }
    assert.equal(not(UNKNOWN), UNKNOWN)
  })
})

describe('a condition', () => {
  it('reads facts, their negation, and all, any and none', () => {
    assert.deepEqual(
      ['machine_based', '!machine_based', ''].map((line) => judged('machine_based', line)),
      [TRUE, FALSE, UNKNOWN],
    )
    assert.equal(judged('!machine_based', '!machine_based'), TRUE)
    const group: Condition = { all: ['machine_based'], any: ['employer', 'workplace_use'], none: ['generates_csam'] }
    assert.equal(judged(group, 'machine_based employer !generates_csam'), TRUE)
    assert.equal(judged(group, 'machine_based employer'), UNKNOWN)
    assert.equal(judged(group, 'machine_based !employer !workplace_use'), FALSE)
    assert.equal(judged(group, 'generates_csam'), FALSE)
  })

  it('counts absence as false in a closed world, but not "unknown", and not values', () => {
    assert.equal(judged('machine_based', '', true), FALSE)
    assert.equal(judged('machine_based', '?machine_based', true), UNKNOWN)
    for (const literal of ['annex_i_section=A', 'role=deployer', 'training_flop>1e25'] as const) {
      assert.equal(judged(literal, '', true), UNKNOWN, literal)
    }
  })

  it('compares values', () => {
    assert.deepEqual(
      ['A', 'B', 'none'].map((section) => judged('annex_i_section=A', `annex_i_section=${section}`)),
      [TRUE, FALSE, FALSE],
    )
    assert.deepEqual(
      [1e25, 1.1e25].map((flop) => judged('training_flop>1e25', `training_flop=${flop}`)),
      [FALSE, TRUE],
    )
    assert.deepEqual(
      ['deployer', 'provider', 'provider,deployer'].map((role) => judged('role=deployer', `role=${role}`)),
      [TRUE, FALSE, FALSE],
    )
  })

  it('names the facts that made it so', () => {
    const node = readCondition({ all: ['machine_based', 'employer'], none: ['generates_csam'] }, currentLaw.derived)
    const because = (line: string) =>
      [...reasons(node, new SystemWorld(bareSystem(line), false))].map((order) => factIds[order])
    assert.deepEqual(because('machine_based employer !generates_csam'), ['machine_based', 'employer', 'generates_csam'])
    assert.deepEqual(because('machine_based !employer'), ['employer'])
  })

  it('shares the work of settling it among the facts that can', () => {
    const node = readCondition({ all: ['machine_based'], any: ['employer', 'workplace_use'] }, currentLaw.derived)
    const shares = (settle: boolean) => {
      const found: [FactId | undefined, number][] = []
      openFacts(node, new SystemWorld(bareSystem(''), false), settle, 1, (order, share) => {
        found.push([factIds[order], share])
      })
      return Object.fromEntries(found)
    }
    assert.deepEqual(shares(false), { machine_based: 1, employer: 0.5, workplace_use: 0.5 })
    assert.deepEqual(shares(true), { machine_based: 0.5, employer: 0.5, workplace_use: 0.5 })
  })
})
