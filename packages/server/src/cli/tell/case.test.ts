// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sayIn } from '../language.ts'
import { tellCase } from './case.ts'

const reader = { say: sayIn('en'), language: 'en', command: 'sluis' } as const
const anna = { id: 'anna', name: 'Anna' }
const payment: Parameters<typeof tellCase>[0] = {
  id: 'case-1',
  state: 'open',
  openedAt: 0,
  expiresAt: 1000,
  digest: 'digest',
  agent: { id: 'reporter', name: 'Reporter' },
  system: { id: 'reports', name: 'Reports', purpose: 'Reports.', accountable: anna },
  run: 'run-1',
  tool: 'bank_pay',
  arguments: { sum: 1250.5 },
  attachments: [],
  facts: { amount: { cents: 125_050 } },
  labels: [],
  findings: [],
  rules: [],
  body: { id: 'finance', name: 'Finance', quorum: 1, approvals: 0, members: [anna], veto: [] },
  verdicts: [],
  notified: true,
  mayDecide: true,
  mayVeto: false,
}
const told = (facts: (typeof payment)['facts']): string => tellCase({ ...payment, facts }, 0, reader).join('\n')

describe('a case on a terminal', () => {
  it('tells the amount of a payment as what the agent says: nobody looked it up', () => {
    const text = told({ amount: { cents: 125_050 } })
    assert.match(text, /^As the rules read it:\n {2}Amount {2}€1,250\.50$/m)
    assert.doesNotMatch(text, /Looked up/)
  })

  it('tells as looked up what Sluis looked up', () => {
    assert.match(
      told({ documents: { invoices: 1 } }),
      /^Looked up by Sluis itself.*\n {2}Invoices that go along {2}1$/m,
    )
  })
})
