// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { covering } from './covering.ts'

const held = {
  agent: { id: 'reporter', name: 'Weekly report agent' },
  system: { id: 'report', name: 'Report', purpose: '', accountable: { id: 'anna', name: 'Anna' } },
  run: 'run-1',
}

describe('a stop over a case', () => {
  it('is one of everything, of its agent, of its system or of its run, and no other', () => {
    const over = [
      { scope: 'all' },
      { scope: 'agent', target: 'reporter' },
      { scope: 'system', target: 'report' },
      { scope: 'run', target: 'run-1' },
    ] as const
    const others = [
      { scope: 'agent', target: 'report' },
      { scope: 'system', target: 'reporter' },
      { scope: 'run', target: 'run-2' },
    ] as const
    assert.deepEqual(covering([...others, ...over], held), over)
  })
})
