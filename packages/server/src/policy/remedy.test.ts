// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { liesOn } from './remedy.ts'
import type { ModelResource } from './request.ts'

const servedIn = (ownedWithin: readonly string[], processedWithin: readonly string[]): ModelResource => ({
  kind: 'model',
  model: 'reporting',
  provider: 'chosen',
  facts: { ownedWithin, processedWithin },
})

describe('a route', () => {
  it('lies in a zone only where both its owner and its processing are known to (P10)', () => {
    assert.equal(liesOn(servedIn(['eea', 'eu'], ['eea', 'eu', 'nl']), 'eu'), true)
    assert.equal(liesOn(servedIn(['eea', 'eu'], ['eea', 'eu', 'nl']), 'nl'), false, 'owned elsewhere')
    assert.equal(liesOn(servedIn(['eea', 'eu', 'nl'], ['eea', 'eu']), 'nl'), false, 'processed elsewhere')
    assert.equal(liesOn(servedIn([], []), 'eu'), false, 'of which nothing is known')
  })

  it('is a provider or a model by its name', () => {
    const here = servedIn([], [])
    assert.deepEqual(
      ['chosen', 'reporting', 'other'].map((to) => liesOn(here, to)),
      [true, true, false],
    )
  })
})
