// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'
import { refuseUngoverned, toldUngoverned, ungoverned } from './ungoverned.ts'

/** As far as this looks at an organisation. */
const organisation = {
  systems: new Map([['desk', { tools: ['mail_send'], localTools: ['calculator', 'mail'] }]]),
} as unknown as Organisation
const ask = (offers: readonly string[], system = 'desk'): Ask => ({
  caller: { agent: 'a', system, run: 'r' },
  action: 'callModel',
  name: 'm',
  body: {},
  offers,
})

describe('a function that an agent offers its model', () => {
  it('is a tool of its system at the gate, as SDKs write its name', () => {
    const offers = ['mail_send', 'mcp__sluis__mail_send', 'mcp_sluis__mail_send', 'sluis__mail_send']
    refuseUngoverned(organisation, ask(offers))
    assert.deepEqual(ungoverned(organisation, ask(offers)), [])
  })

  it('is denied otherwise, also under a name that only looks like it (P10)', () => {
    const others = ['', 'send', 'xmail_send', 'mail_send2', 'Mail_Send', 'mail_send__x', '__proto__', 'constructor']
    for (const name of [...others, `${'x__'.repeat(500_000)}mail_send`]) {
      assert.throws(
        () => refuseUngoverned(organisation, ask([name])),
        (error) => error instanceof GateError && error.code === 'tool-ungoverned' && error.message.length < 1000,
      )
    }
    assert.throws(() => refuseUngoverned(organisation, ask(['mail_send'], 'nowhere')), GateError)
  })

  it('is the agent’s own where its system allows it, and then told', () => {
    refuseUngoverned(organisation, ask(['calculator', 'mail_send']))
    assert.deepEqual(ungoverned(organisation, ask(['calculator', 'mail_send'])), ['calculator'])
    assert.deepEqual(toldUngoverned(['calculator', 'mail']), ['calculator', 'mail'])
  })

  it('goes into no leaf under a name that stands in nobody’s files (P7)', () => {
    assert.deepEqual(ungoverned(organisation, ask(['bsn_123456782', 'calculator'])), ['calculator'])
  })

  it('leaves room in the leaf for everything else', () => {
    assert.equal(toldUngoverned([]), undefined)
    const many = Array.from({ length: 100 }, (_, index) => `function_number_${index}_${'x'.repeat(40)}`)
    const told = toldUngoverned(many) ?? []
    assert.ok(JSON.stringify(told).length < 700)
    assert.match(told.at(-1) ?? '', /^and \d+ more$/)
  })
})
