// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluate } from './evaluate.ts'
import { currentLaw } from './law/laws.ts'
import type { Law } from './law/types.ts'
import { dutyTable } from './test/duty-table.ts'
import { dutyMutants, ruleMutants } from './test/mutants.ts'
import { ruleTable } from './test/rule-table.ts'
import { aSystem, bareSystem } from './test/system.ts'

const today = '2026-11-22'

function hitOf(law: Law, id: string, line: string, bare = false, on = today) {
  const facts = bare ? bareSystem(line) : aSystem(line)
  return evaluate(facts, { on, law, closed: true }).hits.find((hit) => hit.id === id)
}

function wrongHits(law: Law, id: string): readonly string[] {
  const { hits, misses, bare } = ruleTable[id] ?? { hits: [], misses: [], bare: undefined }
  return [
    ...hits.filter((line) => hitOf(law, id, line, bare) === undefined),
    ...misses.filter((line) => hitOf(law, id, line, bare) !== undefined),
  ]
}

function dutyOf(law: Law, id: string, line: string, on = today) {
  const { obligations, procedures } = evaluate(aSystem(line), { on, law, closed: true })
  return [...obligations, ...procedures].find((duty) => duty.id === id && duty.status === 'applies')
}

function wrongDuties(law: Law, id: string): readonly string[] {
  const { has, hasNot } = dutyTable[id] ?? { has: [], hasNot: [] }
  return [
    ...has.filter((line) => dutyOf(law, id, line) === undefined),
    ...hasNot.filter((line) => dutyOf(law, id, line) !== undefined),
  ]
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function lawRules(law: Law): readonly string[] {
  const { scope, exclusions, openSource, prohibited, products, annexIII, filter, transparency, models, roleSwitch } =
    law
  const lists = [scope, exclusions, [openSource], prohibited, products, annexIII, [filter], transparency, roleSwitch]
  return [...lists.flat(), models.model, models.systemic].map(({ id }) => id)
}

describe('the rules', () => {
  it('each have rows, and no row is of a rule that is not there', () => {
    assert.deepEqual(Object.keys(ruleTable).toSorted(), [...lawRules(currentLaw)].toSorted())
  })

  for (const [id, row] of Object.entries(ruleTable)) {
    it(`${id} hits and misses what it must`, () => {
      assert.deepEqual(wrongHits(currentLaw, id), [])
      assert.ok(row.hits.length > 0 && row.misses.length > 0)
    })

    it(`${id} is in force from ${row.from}, and not the day before`, () => {
      const [first = ''] = row.hits
      assert.equal(hitOf(currentLaw, id, first, row.bare, row.from)?.inForce, true)
      assert.equal(hitOf(currentLaw, id, first, row.bare, dayBefore(row.from))?.inForce, false)
      assert.equal(hitOf(currentLaw, id, first, row.bare)?.from, row.from)
    })
  }

  it('cannot lose a rule, or any part of a condition, without a row that turns', () => {
    let count = 0
    for (const { id, missing, law } of ruleMutants(currentLaw)) {
      if (id.startsWith('C-')) continue
      count++
      assert.notDeepEqual(wrongHits(law, id), [], `${id} without ${missing}`)
    }
    assert.ok(count > 200, `${count} mutants`)
  })
})

describe('the obligations and procedures', () => {
  it('each have rows, and no row is of one that is not there', () => {
    const { obligations, conformity, transparency } = currentLaw
    const ids = [...obligations.map(({ id }) => id), ...conformity.map(({ id }) => id)]
    assert.deepEqual(Object.keys(dutyTable).toSorted(), [...ids, ...transparency.map(({ id }) => `O-${id}`)].toSorted())
  })

  for (const [id, row] of Object.entries(dutyTable)) {
    it(`${id} is the duty of those it must be`, () => {
      assert.deepEqual(wrongDuties(currentLaw, id), [])
      assert.ok(row.has.length > 0 && row.hasNot.length > 0)
    })

    if (row.from === undefined) continue
    const { from } = row
    it(`${id} starts on ${from}`, () => {
      const [first = ''] = row.has
      const on = dutyOf(currentLaw, id, first, from)
      const before = dutyOf(currentLaw, id, first, dayBefore(from))
      assert.ok(on !== undefined && 'inForce' in on && before !== undefined && 'inForce' in before)
      assert.deepEqual([on.from, on.inForce, before.inForce], [from, true, false])
    })
  }

  it('cannot be lost, nor any part of their conditions, without a row that turns', () => {
    let count = 0
    const procedures = [...ruleMutants(currentLaw)].filter(({ id }) => id.startsWith('C-'))
    for (const { id, missing, law } of [...procedures, ...dutyMutants(currentLaw)]) {
      count++
      assert.notDeepEqual(wrongDuties(law, id), [], `${id} without ${missing}`)
    }
    assert.ok(count > 150, `${count} mutants`)
  })

  it('make a provider of whoever art. 25 says', () => {
    const highRisk = 'recruitment_or_selection role=deployer'
    assert.equal(dutyOf(currentLaw, 'O-09', highRisk), undefined)
    for (const change of [
      'puts_own_name_on_high_risk_system',
      'substantial_modification_of_high_risk remains_high_risk',
      'changes_intended_purpose_so_it_becomes_high_risk',
    ]) {
      assert.ok(dutyOf(currentLaw, 'O-09', `${highRisk} ${change}`), change)
    }
  })

  it('make a provider of the manufacturer of an Annex I section A product (art. 25(3))', () => {
    const product = 'safety_function_intended third_party_conformity_assessment_foreseen role=product_manufacturer'
    assert.ok(dutyOf(currentLaw, 'O-09', `annex_i_section=A ${product}`))
    assert.equal(dutyOf(currentLaw, 'O-09', `annex_i_section=none recruitment_or_selection ${product}`), undefined)
  })
})
