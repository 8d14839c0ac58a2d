// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Evaluation, evaluate } from './evaluate.ts'
import { guidelineCases } from './test/guideline-cases.ts'
import { needs, reference } from './test/reference.ts'
import { aSystem } from './test/system.ts'

const theirs = reference('ai-act-cases.jsonl')

function outcomeOf(evaluation: Evaluation, point: string): string {
  const hit = evaluation.hits.find(({ id }) => id === point)
  if (hit === undefined) return 'outside'
  return hit.filtered ? 'filtered' : 'high'
}

describe('the examples of the draft guidelines on article 6', () => {
  for (const { id, point, outcome, about, facts } of guidelineCases) {
    it(`${id}, ${about}: point ${point} is ${outcome}`, () => {
      const evaluation = evaluate(aSystem(facts), { on: '2026-11-22', closed: true })
      assert.equal(outcomeOf(evaluation, point), outcome)
      if (outcome === 'high') assert.equal(evaluation.label, 'high')
      if (outcome === 'filtered') assert.equal(evaluation.label, 'minimal')
    })
  }

  it('are marked provisional where the draft, and not the law alone, decides', () => {
    const readingsOf = (wanted: string) => {
      const found = guidelineCases.find(({ id }) => id === wanted)
      const evaluation = evaluate(aSystem(found?.facts ?? ''), { on: '2026-11-22', closed: true })
      return evaluation.hits.find(({ id }) => id === found?.point)?.readings
    }
    assert.deepEqual(readingsOf('EUG-102'), ['R2'], 'the filter')
    assert.deepEqual(readingsOf('EUG-093'), ['R3'], 'a filter that a material influence shuts')
    assert.deepEqual(readingsOf('EUG-219'), ['R4'], 'a filter that a combined system shuts')
    assert.deepEqual(readingsOf('EUG-119'), [], 'the law alone')
  })

  it('carry the labels and points of the Commission', needs(theirs), () => {
    const labels: Readonly<Record<string, string>> = {
      high: 'high_risk',
      outside: 'outside_annex_iii_point',
      filtered: 'filter_exempt_6_3',
    }
    const ours = guidelineCases.map(({ id, paragraph, point, outcome }) => {
      const [number, letter] = point.split('.')
      return [id, paragraph, letter === undefined ? number : `${number}(${letter})`, labels[outcome]]
    })
    const lines = (theirs ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      ours,
      lines.map(({ id, para, annex_iii_point, label }) => [id, para, annex_iii_point, label]),
    )
  })
})
