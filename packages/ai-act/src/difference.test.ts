// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differenceOf } from './difference.ts'
import { evaluate } from './evaluate.ts'
import { aSystem } from './test/system.ts'

const of = (line: string, on = '2026-11-22') => evaluate(aSystem(line), { on, closed: true })

describe('what changed between two evaluations', () => {
  it('is nothing where nothing changed', () => {
    assert.equal(differenceOf(of('recruitment_or_selection'), of('recruitment_or_selection')), null)
  })

  it('is the class, and what came and went, after another answer', () => {
    const before = of('produces_deepfake role=deployer')
    const after = of('recruitment_or_selection role=deployer')
    const difference = differenceOf(before, after)
    assert.deepEqual(difference?.label, { before: 'limited', after: 'high' })
    assert.deepEqual(difference?.strictest, { before: 'limited', after: 'high' })
    assert.deepEqual(difference?.removed, ['50.4a', 'O-50.4a', 'O-50.5'])
    assert.ok(
      difference?.added.includes('4.a') && difference.added.includes('O-26-1') && difference.added.includes('C-3'),
    )
  })

  it('is what comes into force, on a later day', () => {
    const line = 'generates_csam csam_output_is_intended_purpose'
    const difference = differenceOf(of(line, '2026-12-01'), of(line, '2026-12-02'))
    assert.deepEqual(difference, {
      label: { before: 'minimal', after: 'prohibited' },
      strictest: { before: 'minimal', after: 'prohibited' },
      added: [],
      removed: [],
      changed: ['5.1.bb', 'O-05'],
    })
  })

  it('is a filter that opens, and a duty that becomes sure', () => {
    const filtered = differenceOf(of('evaluates_learning_outcomes'), of('evaluates_learning_outcomes preparatory_task'))
    assert.ok(filtered?.added.includes('filter_6_3') && filtered.changed.includes('3.b'))
    const sure = differenceOf(of('recruitment_or_selection'), of('recruitment_or_selection role=deployer'))
    assert.ok(sure?.changed.includes('O-26-1') && sure.removed.includes('O-09'))
  })
})
