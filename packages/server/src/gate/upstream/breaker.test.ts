// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Breaker, begun, failed, healthy, isResting } from './breaker.ts'

const failures = (count: number, nowMs = 0): Breaker =>
  Array.from({ length: count }).reduce<Breaker>((breaker) => failed(breaker, nowMs), healthy)

/** A route as its callers see it: time passes, and each call that may be sent ends well or badly, or never. */
const steps = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 20_000 }), ends: fc.constantFrom('well', 'badly', 'never') }),
  { maxLength: 200 },
)

describe('a circuit breaker', () => {
  it('lets calls pass until five failed in a row, and again after the first that succeeds', () => {
    assert.equal(isResting(failures(4), 0), false)
    assert.equal(isResting(failures(5), 999), true)
    assert.equal(isResting(failures(5), 1000), false)
    assert.equal(isResting(healthy, 0), false)
  })

  it('lets one call try after a rest, and the others wait for what becomes of it', () => {
    const trying = begun(failures(5), 1000)
    assert.equal(isResting(trying, 1000), true)
    assert.equal(isResting(failed(trying, 1200), 3199), true, 'and rests twice as long')
    assert.equal(isResting(failed(trying, 1200), 3200), false)
  })

  it('never rests longer than a minute, never before five failures in a row, and always tries again', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        let [breaker, nowMs, inARow] = [healthy, 0, 0]
        for (const { afterMs, ends } of taken) {
          nowMs += afterMs
          if (isResting(breaker, nowMs)) {
            assert.ok(inARow >= 5)
            assert.equal(isResting(breaker, nowMs + 60_000), false)
            continue
          }
          breaker = begun(breaker, nowMs)
          if (inARow >= 5) assert.ok(isResting(breaker, nowMs), 'only one tries')
          if (ends === 'never') continue
          inARow = ends === 'well' ? 0 : inARow + 1
          breaker = ends === 'well' ? healthy : failed(breaker, nowMs)
        }
      }),
    )
  })
})
