// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Warning } from '../../warnings/index.ts'
import { toldRemaking } from './told-remaking.ts'

describe('what is told while tables are made anew from the log', () => {
  it('is nothing in the first five seconds, and then every ten how far it is', () => {
    const told: [Warning, string | undefined][] = []
    let now = 0
    const tell = toldRemaking(
      1000,
      (warning, about) => told.push([warning, about?.entries]),
      () => now,
    )
    for (; now < 26_000; now += 100) tell(now / 100)
    assert.deepEqual(told, [
      ['tables-remade', '50 of 1000'],
      ['tables-remade', '150 of 1000'],
      ['tables-remade', '250 of 1000'],
    ])
  })
})
