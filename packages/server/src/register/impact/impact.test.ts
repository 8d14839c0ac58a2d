// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { currentLaw, Facts } from '@sluis/ai-act'
import type { Row } from '../../journal/index.ts'
import { loadOrganisation } from '../../organisation/index.ts'
import { type Described, declaredBy, isDescribed } from '../facts.ts'
import type { RegisteredSystem } from '../registered.ts'
import type { SeenSystem, Traffic } from '../seen.ts'
import { impactOf } from './impact.ts'

const example = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)
const reporting = described('weekly-report')
const on = '2026-11-22'
const row: Row = { stage: 'test', accepted: null, judgements: '[]', unconfirmed: 0, basis: 'b' }

function described(id: string): Described {
  const system = example.systems.get(id)
  assert.ok(isDescribed(system))
  return system
}

function systemOf(id: string, register: Partial<Described['register']>, facts: Described['register']['facts'] = {}) {
  const own = { ...reporting.register, ...register, facts: { ...reporting.register.facts, ...facts } }
  return { ...reporting, id, name: id, register: own }
}

function registeredOf(system: Described): RegisteredSystem {
  return { system, row, facts: Facts.parse(declaredBy(system)), notices: [], outside: [] }
}

function trafficTo(supplier: string, calls: number, what: Traffic['what'] = 'model'): Traffic {
  return { what, name: 'reporting', supplier, calls, passed: calls, firstAt: 1, lastAt: 2, isDeclared: true }
}

function impact(systems: readonly Described[], seen: readonly SeenSystem[] = [], department?: string) {
  const organisation = { ...example, systems: new Map(systems.map((system) => [system.id, system])) }
  const bySystem = new Map(seen.map((system) => [system.id, system]))
  const ground = { organisation, registered: systems.map(registeredOf), seen: bySystem, on, law: currentLaw }
  return impactOf(ground, department)
}

/** A first filter of applicants: Annex III 4(a). */
const hiring = systemOf(
  'hiring',
  {
    department: 'Personeel',
    affected: { who: 'Applicants', objection: 'n.v.t.' },
    oversight: { how: 'x', unattended: [] },
  },
  { recruitment_or_selection: true, performs_profiling: true },
)
const rota = systemOf('rota', { department: ' personeel ' })
const report = systemOf('report', {})

describe('an impact analysis', () => {
  it('groups systems by department, the strictest class of each with it, and last those of none', () => {
    const { departments } = impact([report, rota, hiring])
    assert.deepEqual(
      departments.map(({ department, strictest, byClass, systems }) => [
        department,
        strictest,
        byClass,
        systems.map(({ id }) => id),
      ]),
      [
        [' personeel ', 'high', { limited: 1, high: 1 }, ['rota', 'hiring']],
        [null, 'limited', { limited: 1 }, ['report']],
      ],
    )
    const one = impact([report, rota, hiring], [], 'PERSONEEL')
    assert.deepEqual(
      one.departments.map(({ systems }) => systems.length),
      [2],
    )
  })

  it('says whose work and whose lives change, as the files have it', () => {
    const [department] = impact([hiring]).departments
    assert.equal(department?.systems[0]?.work?.affected, 'Applicants')
    assert.equal(department?.systems[0]?.work?.users, reporting.register.users)
  })

  it('names what is missing, also a route of objection that leads nowhere', () => {
    const missing = (systems: readonly Described[]) =>
      impact(systems).departments[0]?.systems[0]?.missing.map(({ what }) => what)
    assert.deepEqual(missing([hiring]), [
      'acceptance',
      'second-assessor',
      'objection',
      'oversight-body',
      'impact-assessment',
      'measured-benefit',
      'traffic',
    ])
    assert.deepEqual(missing([report]), ['acceptance', 'measured-benefit', 'traffic'])
    for (const objection of ['none.', '-', 'Geen', 'N/A', 'tbd', ' onbekend ']) {
      const system = systemOf('x', { affected: { who: 'Anyone', objection } })
      assert.ok(missing([system])?.includes('objection'), objection)
    }
    const asked = systemOf('x', {}, { builds_face_database_by_untargeted_scraping: 'unknown' })
    assert.ok(missing([asked])?.includes('answers'))
  })

  it('has what was seen beside what was declared, and counts what nobody registered as strictest (P10)', () => {
    const seen = [
      { id: 'report', agents: ['a'], isRegistered: true, traffic: [trafficTo('elsewhere', 3)] },
      { id: 'unknown-one', agents: ['b'], isRegistered: false, traffic: [{ ...trafficTo('x', 2), passed: 0 }] },
    ]
    const { departments, coverage } = impact([report], seen)
    assert.match(coverage.seen, /what never passes the gate is not seen/)
    const [none] = departments
    assert.equal(none?.strictest, 'prohibited')
    assert.deepEqual(
      none?.systems.map(({ id, label, calls, missing }) => [id, label, calls, missing.map(({ what }) => what)]),
      [
        ['report', 'limited', 3, ['acceptance', 'measured-benefit', 'jurisdiction', 'declared-supplier']],
        ['unknown-one', 'unregistered', 2, ['registration']],
      ],
    )
    const suppliers = none?.suppliers.map(({ id, basis, isDeclared, calls }) => [id, basis, isDeclared, calls]) ?? []
    assert.deepEqual(suppliers[0], ['elsewhere', 'seen', false, 3])
    assert.ok(suppliers.some(([, basis, isDeclared]) => basis === 'declared' && isDeclared))
    assert.ok(!suppliers.some(([id]) => id === 'x'), 'a call that went nowhere has no supplier')
  })

  it('joins a declared name with the provider that goes by it, with whose law that answers to', () => {
    const [provider] = example.providers.values()
    assert.ok(provider)
    const named = systemOf('named', { suppliers: [provider.name.toUpperCase(), 'A translation agency'] })
    const suppliers = impact([named]).departments[0]?.suppliers ?? []
    const found = suppliers.filter(({ id }) => id === provider.id)
    assert.equal(found.length, 1)
    assert.deepEqual(found[0]?.jurisdiction, provider.facts.jurisdiction)
    assert.ok(suppliers.some(({ what, name }) => what === 'named' && name === 'A translation agency'))
  })
})
