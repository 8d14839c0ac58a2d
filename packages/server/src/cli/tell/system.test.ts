// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sayIn } from '../language.ts'
import { tellUnregistered } from './system.ts'

describe('a system in a list', () => {
  it('that nobody registered, with what to do so that its calls may pass', () => {
    const told = tellUnregistered(
      { id: 'helper', agents: ['helper'], isRegistered: false, traffic: [] },
      { say: sayIn('en') },
    )
    assert.match(
      told,
      /^helper: not registered, so everything is refused .*; give its file .* a section register and load/,
    )
  })
})
