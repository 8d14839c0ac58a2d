// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Standing } from '../../register/index.ts'
import { principalOf } from './principal.ts'

const strict: Standing = {
  ...{ registered: false, class: 'prohibited', stage: 'unregistered', highInForce: true },
  ...{ prohibitions: [], comingProhibitions: [], transparency: [] },
}

describe('a caller as rules see it', () => {
  it('is one object for as long as its system stands the same, and another at once when that changes', () => {
    let standing = strict
    const register = { standingOf: () => standing }
    const caller = { agent: 'reporter', system: 'weekly-report' }
    const first = principalOf({ register }, caller)
    assert.equal(principalOf({ register }, { ...caller }), first)
    standing = { ...strict, stage: 'released' }
    const released = principalOf({ register }, caller)
    assert.deepEqual(released, { ...caller, standing })
    assert.notEqual(released, first)
  })

  it('is of the system that it calls from, also where two systems stand the same', () => {
    const register = { standingOf: () => strict }
    const systems = ['one', 'two', 'one'].map((system) => principalOf({ register }, { agent: 'a', system }).system)
    assert.deepEqual(systems, ['one', 'two', 'one'])
    assert.throws(() => Object.assign(principalOf({ register }, { agent: 'a', system: 'one' }), { agent: 'b' }))
  })
})
