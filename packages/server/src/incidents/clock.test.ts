// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { currentLaw } from '@sluis/ai-act'
import fc from 'fast-check'
import { dayIn, endOfDay } from '../organisation/index.ts'
import { clockOf, clocksOf, dueAfter } from './clock.ts'
import { incidentKinds } from './kinds.ts'

const hourMs = 3_600_000
const amsterdam = 'Europe/Amsterdam'
/** Zones with and without changes of the clock, at midnight, by half an hour, and far on either side of UTC. */
const zones = [
  amsterdam,
  'UTC',
  'America/New_York',
  'America/Havana',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
]
const zone = fc.constantFrom(...zones)
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
const days = fc.constantFrom(2, 10, 15)

function daysLater(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 24 * hourMs).toISOString().slice(0, 10)
}

describe('a clock of art. 73', () => {
  it('gives each kind the days of the law', () => {
    const found = Object.fromEntries(incidentKinds.map((kind) => [kind, clockOf(kind, 0, 'UTC').days]))
    assert.deepEqual(found, {
      unknown: 2,
      death: 10,
      'serious-harm-to-health': 15,
      'critical-infrastructure': 2,
      'widespread-infringement': 2,
      'fundamental-rights': 15,
      'property-or-environment': 15,
    })
    for (const { kind } of currentLaw.incidents) assert.match(kind, /default|death|widespread/)
  })

  it('runs in hours from the moment of awareness, weekends and holidays counted', () => {
    const christmas = Date.UTC(2026, 11, 24, 15, 30)
    assert.equal(clockOf('death', christmas, amsterdam).dueAt, Date.UTC(2027, 0, 3, 15, 30))
  })

  it('ends with its last day when the clocks went forward meanwhile', () => {
    // 23:30 on 27 March 2027; the night after it has an hour less, and 48 hours would reach into 30 March.
    const aware = Date.UTC(2027, 2, 27, 22, 30)
    const due = clockOf('critical-infrastructure', aware, amsterdam).dueAt
    assert.equal(new Date(due).toISOString(), '2027-03-29T22:00:00.000Z')
    assert.ok(due < aware + 48 * hourMs)
  })

  it('is never later than its days of 24 hours, nor than the last day by Regulation 1182/71, in any zone', () => {
    fc.assert(
      fc.property(moment, days, zone, (awareAt, count, timeZone) => {
        const due = dueAfter(awareAt, count * 24, timeZone)
        const lastDay = endOfDay(timeZone, daysLater(dayIn(timeZone, awareAt), count))
        assert.ok(due <= awareAt + count * 24 * hourMs)
        assert.ok(due <= lastDay)
        // And it takes away no more than the hour or two by which a day can be shorter.
        assert.ok(due >= awareAt + count * 24 * hourMs - 2 * hourMs)
      }),
    )
  })

  it('never ends later for who knew earlier', () => {
    fc.assert(
      fc.property(moment, fc.nat(90 * 24 * hourMs), days, zone, (awareAt, later, count, timeZone) => {
        assert.ok(dueAfter(awareAt, count * 24, timeZone) <= dueAfter(awareAt + later, count * 24, timeZone))
      }),
    )
  })

  it('of an incident is the one that ends first, and one more kind never makes it later', () => {
    const awareness = fc.dictionary(fc.constantFrom(...incidentKinds), moment, { minKeys: 1, maxKeys: 4 })
    const known = fc.constantFrom(...incidentKinds.filter((kind) => kind !== 'unknown'))
    fc.assert(
      fc.property(awareness, known, moment, zone, (before, kind, awareAt, timeZone) => {
        const clocks = clocksOf(before, timeZone)
        const first = Math.min(...clocks.map(({ dueAt }) => dueAt))
        assert.equal(clocks[0]?.dueAt, first)
        if (Object.keys(before).every((one) => one === 'unknown') || kind in before) return
        assert.ok((clocksOf({ ...before, [kind]: awareAt }, timeZone)[0]?.dueAt ?? Number.NaN) <= first)
      }),
    )
  })

  it('is the shortest while nobody can tell what it led to (P10)', () => {
    const [unknown] = clocksOf({ unknown: 1000 }, 'UTC')
    assert.deepEqual([unknown?.kind, unknown?.days], ['unknown', 2])
    const [known] = clocksOf({ unknown: 1000, 'fundamental-rights': 1000 }, 'UTC')
    assert.deepEqual([known?.kind, known?.days], ['fundamental-rights', 15])
  })
})

describe('the end of a day', () => {
  it('is the first moment of the next one, in any zone', () => {
    fc.assert(
      fc.property(moment, zone, (at, timeZone) => {
        const day = dayIn(timeZone, at)
        const end = endOfDay(timeZone, day)
        assert.equal(dayIn(timeZone, end - 1), day)
        assert.ok(dayIn(timeZone, end) > day)
      }),
    )
  })
})
