// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadOrganisation, type System } from '../organisation/index.ts'
import { formatRemedy, loadPolicies } from '../policy/index.ts'
import { withBuiltIn } from './built-in.ts'

const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const tool = 'books_read_text_file'
const open = '@id("open") permit (principal, action, resource);'

/** A high-risk system that was released; its own rules permit everything. */
const high = {
  registered: true,
  class: 'high',
  stage: 'released',
  prohibitions: [],
  comingProhibitions: [],
  highInForce: true,
  transparency: [],
}

type Oversight = NonNullable<System['register']>['oversight']

function decided(
  standing: Partial<typeof high>,
  oversight: Partial<Oversight> = {},
  approvals: readonly string[] = [],
) {
  const system = example.systems.get('weekly-report')
  assert.ok(system?.register)
  const { register } = system
  const { body: _, ...unnamed } = register.oversight
  const own = { ...system, register: { ...register, oversight: { ...unnamed, ...oversight } } }
  const organisation = {
    ...example,
    systems: new Map([[system.id, own]]),
    policies: [{ name: 'policies/open.cedar', text: open }],
  }
  const { effect, rules, remedies } = loadPolicies(withBuiltIn(organisation)).decide({
    principal: { agent: 'reporter', system: system.id, standing: { ...high, ...standing } },
    action: 'callTool',
    resource: { kind: 'tool', tool, server: 'books', groups: ['read-books'] },
    context: { approvals, findings: [], labels: [] },
  })
  return [effect, rules, remedies.map(formatRemedy)]
}

const body = { body: 'reviewers', unattended: [] }

describe('the rules that every organisation has, whatever its own permit', () => {
  it('have a person look first at each call of a high-risk system, by the article once it is in force', () => {
    assert.deepEqual(decided({}, body), ['hold', ['ai-act-14-weekly-report'], ['approve:reviewers']])
    const ahead = decided({ highInForce: false }, body)
    assert.deepEqual(ahead, ['hold', ['ahead-of-law-14-weekly-report'], ['approve:reviewers']])
    for (const highInForce of [true, false]) {
      assert.equal(decided({ highInForce }, body, ['reviewers'])[0], 'allow')
      assert.equal(decided({ highInForce }, body, ['finance'])[0], 'hold')
    }
  })

  it('refuse them where nobody is named to look (P10)', () => {
    assert.deepEqual(decided({}).slice(0, 2), ['deny', ['ai-act-14-weekly-report']])
  })

  it('let a tool go unattended that its file names so, and no other', () => {
    assert.equal(decided({}, { ...body, unattended: [tool] })[0], 'allow')
    assert.equal(decided({}, { ...body, unattended: ['mail_send'] })[0], 'hold')
  })

  it('refuse a high-risk system that was not released', () => {
    const rules = ['ai-act-14-weekly-report', 'register-test-stage-weekly-report']
    assert.deepEqual(decided({ stage: 'test' }, body).slice(0, 2), ['deny', rules])
  })

  it('refuse what is prohibited, what will be, what may be, and what nobody registered', () => {
    const named = (standing: Partial<typeof high>) => decided({ class: 'prohibited', ...standing }).slice(0, 2)
    assert.deepEqual(decided({ class: 'limited' })[0], 'allow')
    assert.deepEqual(named({}), ['deny', ['ai-act-5-undetermined']])
    assert.deepEqual(decided({ class: 'prohibited', registered: false })[1], ['register-unregistered'])
  })
})
