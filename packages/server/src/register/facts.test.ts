// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { basisOf, type Described, factsOf, isDescribed } from './facts.ts'

const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const system = example.systems.get('weekly-report')
assert.ok(isDescribed(system))
const { register } = system

const basis = (changed: Described, answers = {}): string => canonicalJson(basisOf(changed, factsOf(changed, answers)))

describe('what a class is judged on', () => {
  it('is another with another purpose, model, tool, prompt, kind of data, use outside the gate, or fact', () => {
    const changes: Record<string, Partial<Described>> = {
      purpose: { purpose: 'Ranks applicants.' },
      models: { models: [...system.models, 'another'] },
      tools: { tools: system.tools.slice(1) },
      localTools: { localTools: ['run_code'] },
      prompts: { prompts: { labels: ['secret'] } },
      data: { register: { ...register, data: [...register.data, 'Health records'] } },
      'models outside': { register: { ...register, outside: { ...register.outside, models: ['elsewhere'] } } },
      'tools outside': { register: { ...register, outside: { ...register.outside, tools: ['elsewhere'] } } },
      facts: { register: { ...register, facts: { ...register.facts, performs_profiling: true } } },
    }
    for (const [what, change] of Object.entries(changes)) {
      assert.notEqual(basis({ ...system, ...change }), basis(system), what)
    }
    assert.notEqual(basis({ ...system }, { performs_profiling: 'unknown' }), basis(system))
  })

  it('is the same in another order, and under another name or owner', () => {
    const { tools, models } = system
    const same = { ...system, tools: tools.toReversed(), models: models.toReversed(), name: 'Other', owner: 'omar' }
    assert.equal(basis(same), basis(system))
  })

  it('goes by what the file says, whatever people answered before', () => {
    const file = { ...system, register: { ...register, facts: { ...register.facts, performs_profiling: true } } }
    assert.equal(factsOf(file, { performs_profiling: false }).toJSON().performs_profiling, true)
  })
})
