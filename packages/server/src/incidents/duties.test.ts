// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluate, Facts } from '@sluis/ai-act'
import { clockOf } from './clock.ts'
import { type Duty, dutiesOf, type Report } from './duties.ts'

const aware = Date.UTC(2027, 11, 10, 9)
const clock = clockOf('death', aware, 'Europe/Amsterdam')
const dayMs = 24 * 3_600_000

function told(change: Partial<Report>): Report {
  const at = aware + dayMs
  return {
    entry: 7,
    to: 'market-surveillance-authority',
    at,
    recordedAt: at,
    outcome: 'told',
    isComplete: true,
    ...change,
  }
}

function duty(id: Duty['id'], duties: readonly Duty[]): Duty {
  const found = duties.find((one) => one.id === id)
  assert.ok(found)
  return found
}

/** A deployer's system of Annex III 4(a), on a day. */
function hiringOn(on: string) {
  const facts = {
    ...{ machine_based: true, operates_with_some_autonomy: true, infers_how_to_generate_output: true },
    ...{ output_can_influence_environment: true, deployer_established_in_union: true, role: ['deployer'] },
    ...{ recruitment_or_selection: true, performs_profiling: true },
  }
  return evaluate(Facts.parse(facts), { on, closed: true })
}

describe('the duties of an incident', () => {
  it('say what a deployer tells a provider, and what a provider reports, with the clock where the law has one', () => {
    const duties = dutiesOf(clock, [], aware, undefined)
    assert.deepEqual(
      duties.map(({ id, role, dueAt }) => [id, role, dueAt === clock.dueAt]),
      [
        ['inform-provider', 'deployer', false],
        ['inform-authority', 'deployer', true],
        ['report-to-authority', 'provider', true],
        ['complete-report', 'provider', false],
        ['leave-unaltered', 'provider', false],
      ],
    )
    for (const { what } of duties) assert.ok(what.nl.length > 20 && what.en.length > 20)
  })

  it('may all bind for a system that nobody registered (P10)', () => {
    assert.ok(dutiesOf(clock, [], aware, undefined).every(({ binding }) => binding === 'may-bind'))
  })

  it('bind by role, class and day', () => {
    const bindings = (on: string) =>
      dutiesOf(clock, [], aware, hiringOn(on)).map(({ role, binding }) => [role, binding])
    assert.deepEqual(bindings('2026-11-22').slice(0, 3), [
      ['deployer', 'binds-later'],
      ['deployer', 'binds-later'],
      ['provider', 'not-on-these-facts'],
    ])
    assert.deepEqual(bindings('2027-12-10')[0], ['deployer', 'binds'])
  })

  it('are overdue once the clock has ended, and not a moment before', () => {
    const at = (now: number) => duty('report-to-authority', dutiesOf(clock, [], now, undefined)).standing
    assert.deepEqual([at(clock.dueAt), at(clock.dueAt + 1)], ['waiting', 'overdue'])
  })

  it('show a report that came late, and one that was recorded only after the clock', () => {
    const late = told({ at: clock.dueAt + 1, recordedAt: clock.dueAt + 2 })
    assert.equal(duty('report-to-authority', dutiesOf(clock, [late], late.at, undefined)).standing, 'recorded-late')
    const word = told({ recordedAt: clock.dueAt + dayMs })
    const { standing, isOnlyWord } = duty('inform-authority', dutiesOf(clock, [word], word.recordedAt, undefined))
    assert.deepEqual([standing, isOnlyWord], ['recorded', true])
    const inTime = dutiesOf(clock, [told({})], clock.dueAt + dayMs, undefined)
    assert.deepEqual(
      [duty('report-to-authority', inTime).standing, duty('report-to-authority', inTime).isOnlyWord],
      ['recorded', false],
    )
  })

  it('keep the completing report open after a first one that was not whole (art. 73(5))', () => {
    const duties = dutiesOf(clock, [told({ isComplete: false })], aware + 2 * dayMs, undefined)
    assert.equal(duty('report-to-authority', duties).standing, 'recorded')
    assert.equal(duty('complete-report', duties).standing, 'waiting')
  })

  it('show a provider who could not be reached: telling nobody settles nothing', () => {
    const tried = told({ to: 'provider', outcome: 'unreachable' })
    const duties = dutiesOf(clock, [tried], aware + dayMs, undefined)
    assert.equal(duty('inform-provider', duties).standing, 'unreachable')
    assert.equal(duty('inform-authority', duties).standing, 'waiting')
    const authority = dutiesOf(clock, [told({ outcome: 'unreachable' })], clock.dueAt + 1, undefined)
    assert.equal(duty('report-to-authority', authority).standing, 'overdue')
  })
})
