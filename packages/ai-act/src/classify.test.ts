// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classify } from './classify.ts'

describe('classifying a facts file', () => {
  const source = JSON.stringify({
    machine_based: true,
    operates_with_some_autonomy: true,
    infers_how_to_generate_output: true,
    output_can_influence_environment: true,
    deployer_established_in_union: true,
    only_human_defined_rules: false,
    recruitment_or_selection: true,
    performs_profiling: 'unknown',
    role: 'deployer',
  })

  it('gives exactly label, strictest, hits, open and obligations', () => {
    const classification = classify(source, { on: '2026-12-02', closed: true })
    assert.deepEqual(Object.keys(classification), ['label', 'strictest', 'hits', 'open', 'obligations'])
    assert.deepEqual([classification.label, classification.strictest], ['high', 'high'])
    const { readings, note, title, ...hit } = classification.hits[0] ?? assert.fail('no hit')
    assert.deepEqual(hit, {
      id: '4.a',
      kind: 'annex_iii',
      article: 'Annex III 4(a)',
      class: 'high',
      from: '2027-12-02',
      inForce: false,
      filtered: false,
      facts: ['recruitment_or_selection'],
    })
    assert.equal(title.nl, 'werving en selectie')
    assert.match(note?.en ?? '', /first filter of job applications/)
  })

  it('rests a hit on answers that were given, not on what a closed world supplies', () => {
    const factsOf = (facts: Record<string, boolean>) => {
      const { hits } = classify(
        JSON.stringify({ deployer_established_in_union: true, machine_based: true, ...facts }),
        {
          on: '2026-12-02',
          closed: true,
        },
      )
      return hits.map(({ id, facts: because }) => [id, because])
    }
    assert.deepEqual(factsOf({}), [['3(1)', []]])
    assert.deepEqual(factsOf({ only_human_defined_rules: true }), [['3(1)', ['only_human_defined_rules']]])
  })

  it('survives a journey as JSON', () => {
    const classification = classify(source, { on: '2026-12-02' })
    assert.deepEqual(JSON.parse(JSON.stringify(classification)), classification)
  })

  it('counts what is absent as unknown, and as false only when told to', () => {
    const open = classify(source, { on: '2026-12-02' })
    const closed = classify(source, { on: '2026-12-02', closed: true })
    assert.deepEqual([open.label, open.strictest], ['high', 'prohibited'])
    assert.equal(closed.strictest, 'high')
    assert.ok(open.open.length > 50 && closed.open.length < 5)
  })

  it('refuses what it cannot read', () => {
    const refused =
      (text: string, on = '2026-12-02') =>
      () =>
        classify(text, { on })
    assert.throws(refused('{"hello": true}'), { code: 'unknown_fact' })
    assert.throws(refused('not json'), { code: 'invalid_json' })
    assert.throws(refused('{}', '2 December'), { code: 'invalid_date' })
    assert.throws(refused('{"rbi_real_time": true, "remote_biometric_identification": false}'), {
      code: 'contradictory_facts',
    })
  })
})
