// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Person, Role } from '../organisation/index.ts'
import { type Act, actsOf, may } from './roles.ts'

const all = ['owner', 'operator', 'reviewer', 'auditor'] as const
const owner = ['owner'] as const
const runners = ['owner', 'operator'] as const

/** Said the other way round than the code says it: whoever lets somebody do more changes it here too, and sees what. */
const whoMay: Readonly<Record<Act, readonly Role[]>> = {
  read: all,
  'raise-incident': all,
  assess: all,
  stop: ['owner', 'operator', 'reviewer'],
  resume: runners,
  decide: ['reviewer'],
  'start-run': runners,
  settle: runners,
  state: runners,
  register: runners,
  'handle-incident': runners,
  'issue-agent-key': runners,
  'revoke-person-key': runners,
  'review-decisions': ['owner', 'auditor'],
  'hand-over': ['owner', 'auditor'],
  'load-organisation': owner,
  'admit-tool': owner,
  'issue-person-key': owner,
  erase: owner,
  'remove-label': owner,
}

const personWith = (...roles: Role[]): Person => ({ id: 'anna', name: 'Anna', email: 'anna@verhage.example', roles })

describe('a role', () => {
  it('lets those do an act who are named here, and nobody else (P9)', () => {
    const acts = new Set(actsOf(personWith(...all)))
    assert.deepEqual([...acts].toSorted(), Object.keys(whoMay).toSorted())
    for (const act of acts) {
      for (const role of all) assert.equal(may(personWith(role), act), whoMay[act].includes(role), `${role} ${act}`)
      assert.equal(may(personWith(), act), false)
    }
  })

  it('adds to the others that somebody has', () => {
    const both = personWith('reviewer', 'auditor')
    assert.ok(may(both, 'decide') && may(both, 'review-decisions') && !may(both, 'resume'))
    assert.deepEqual(actsOf(both), [...new Set([...actsOf(personWith('reviewer')), 'review-decisions', 'hand-over'])])
  })
})
