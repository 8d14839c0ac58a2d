// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Failure, longestWaitMs, maxRounds, nextAttempt, readRetryAfter } from './attempts.ts'

const base = { isResting: () => false, nowMs: 0, chance: 0 }
const failure = fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined })

describe('the order of attempts', () => {
  it('asks every route once before any twice, and waits only when nobody else is left', () => {
    const failures: Failure[] = []
    const order: (readonly [number, number])[] = []
    for (let next = nextAttempt({ ...base, routes: 3, failures }); next !== undefined; ) {
      order.push([next.route, next.waitMs])
      failures.push({ route: next.route, atMs: 0 })
      next = nextAttempt({ ...base, routes: 3, failures })
    }
    assert.deepEqual(order, [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 250],
      [1, 250],
      [2, 250],
    ])
  })

  it('waits as long as the provider asks, within bounds', () => {
    const after = (retryAfterMs: number) =>
      nextAttempt({ ...base, routes: 1, failures: [{ route: 0, atMs: 0, retryAfterMs }], nowMs: 100 })
    assert.deepEqual(after(2000), { route: 0, waitMs: 1900 })
    assert.equal(after(60_000), undefined)
  })

  it('passes over a route that rests', () => {
    const isResting = (route: number): boolean => route === 0
    assert.deepEqual(nextAttempt({ ...base, routes: 2, failures: [], isResting }), { route: 1, waitMs: 0 })
    assert.equal(nextAttempt({ ...base, routes: 1, failures: [], isResting }), undefined)
  })

  it('ends, whatever the providers say, and never waits longer than its bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.array(failure, { minLength: 20 }), (routes, answers) => {
        const failures: Failure[] = []
        let nowMs = 0
        for (const retryAfterMs of answers) {
          const next = nextAttempt({ ...base, routes, failures, nowMs, chance: 0.5 })
          if (next === undefined) return
          assert.ok(next.waitMs <= longestWaitMs && next.route < routes)
          nowMs += next.waitMs
          failures.push({ route: next.route, atMs: nowMs, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
          assert.ok(failures.length <= routes * maxRounds)
        }
        assert.equal(nextAttempt({ ...base, routes, failures, nowMs }), undefined)
      }),
    )
  })

  it('reads Retry-After as seconds or a date, and nothing else (RFC 9110 §10.2.3)', () => {
    assert.equal(readRetryAfter('3', 0), 3000)
    assert.equal(readRetryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 4000), 5000)
    for (const value of ['999999999', 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      assert.equal(readRetryAfter(value, 0), 86_400_000, 'no agent is sent away for years')
    }
    for (const value of [undefined, 'soon', '-1', '9'.repeat(50)]) assert.equal(readRetryAfter(value, 0), undefined)
  })
})
