// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sayIn } from '../language.ts'
import { tellPage } from './page.ts'

describe('a page of a list', () => {
  const told = (listed: readonly string[], next?: string, after?: string) =>
    tellPage(['Nothing waits.'], { listed, next, after, again: 'cases' }, { say: sayIn('en'), command: 'sluis' })

  it('says how to go on where there may be more', () => {
    assert.deepEqual(told(['c1'], 'c1').at(-1), 'There may be more: sluis cases --after c1')
    assert.deepEqual(told([]), ['Nothing waits.'])
  })

  it('never says of a later page that is empty what would be so of the whole list', () => {
    assert.deepEqual(told([], undefined, 'c1'), ['Nothing comes after c1.'])
  })
})
