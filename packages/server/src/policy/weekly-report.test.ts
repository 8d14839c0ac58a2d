// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadOrganisation } from '../organisation/index.ts'
import { type Decision, type Fact, formatRemedy, loadPolicies, modelFactsOf, type PolicyRequest } from './index.ts'

const folder = new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname
const organisation = loadOrganisation(folder)
const policies = loadPolicies(organisation)

const principal = { agent: 'reporter', system: 'weekly-report' }
const nothing = { labels: [], findings: [], approvals: [] }
const noDocuments = {
  invoices: 0,
  others: 0,
  debtors: 0,
  debtorAddresses: [],
  allOverdueAndUnpaid: false,
  openCents: 0,
  customers: [],
}

/** Facts of a mail to addresses outside that were mailed before. */
function to(...recipients: readonly string[]) {
  return { recipients, outsideRecipients: recipients, outsideCount: recipients.length, firstTimeRecipients: [] }
}

/** A reminder to Jansen with Jansen's own overdue invoice, after the agent read strangers' texts. */
const reminder = {
  ...nothing,
  labels: ['personal', 'untrusted'],
  mail: to('inkoop@jansen.example'),
  documents: {
    invoices: 1,
    others: 0,
    debtors: 1,
    debtorAddresses: ['inkoop@jansen.example'],
    allOverdueAndUnpaid: true,
    openCents: 121_000,
    customers: ['10023'],
  },
}

const team = {
  ...nothing,
  mail: { recipients: ['team@verhage.example'], outsideRecipients: [], outsideCount: 0, firstTimeRecipients: [] },
  documents: noDocuments,
}

function mail(context: PolicyRequest['context']): Decision {
  const resource = { kind: 'tool', tool: 'mail_send', server: 'mail', groups: ['outbound-mail'] } as const
  return policies.decide({ principal, action: 'callTool', resource, context })
}

function model(context: { readonly [name: string]: Fact }): Decision {
  const provider = organisation.providers.get('chosen')
  assert.ok(provider)
  const facts = modelFactsOf(provider)
  const resource = { kind: 'model', model: 'reporting', provider: 'chosen', facts } as const
  return policies.decide({ principal, action: 'callModel', resource, context })
}

function denied(decision: Decision, rule: string): void {
  assert.equal(decision.effect, 'deny')
  assert.ok(decision.rules.includes(rule), `${decision.rules} should name ${rule}`)
  assert.deepEqual(decision.remedies, [])
  assert.deepEqual(decision.errors, [])
}

function held(decision: Decision, rules: readonly string[], remedies: readonly string[]): void {
  assert.equal(decision.effect, 'hold')
  assert.deepEqual(decision.rules, rules)
  assert.deepEqual(decision.remedies.map(formatRemedy), remedies)
  assert.deepEqual(decision.errors, [])
}

describe('the weekly report’s rules', () => {
  it('let the agent use its model and read the books', () => {
    assert.equal(model(nothing).effect, 'allow')
    const resource = { kind: 'tool', tool: 'books_read_text_file', server: 'books', groups: ['read-books'] } as const
    const decision = policies.decide({ principal, action: 'callTool', resource, context: nothing })
    assert.deepEqual(decision, { effect: 'allow', rules: ['reporter-may-read-the-books'], remedies: [], errors: [] })
  })

  it('let mail to the team pass unasked, also after strangers’ texts were read', () => {
    assert.equal(mail(team).effect, 'allow')
    assert.equal(mail({ ...team, labels: ['untrusted', 'personal'] }).effect, 'allow')
  })

  it('hold a right reminder for finance, and let it go once finance approved', () => {
    held(mail(reminder), ['outside-mail-needs-finance'], ['approve:finance'])
    assert.deepEqual(mail({ ...reminder, approvals: ['finance'] }), {
      effect: 'allow',
      rules: ['reporter-may-mail'],
      remedies: [],
      errors: [],
    })
  })

  it('deny a reminder to the namesake of the debtor', () => {
    const recipients = ['administratie@jansen-bouw.example']
    denied(mail({ ...reminder, mail: to(...recipients) }), 'invoice-only-to-its-debtor')
  })

  it('deny the right address with another customer’s invoice', () => {
    const documents = { ...reminder.documents, debtorAddresses: ['crediteuren@bakker.example'], customers: ['10044'] }
    denied(mail({ ...reminder, documents }), 'invoice-only-to-its-debtor')
  })

  it('deny two customers’ invoices in one mail, whoever gets it', () => {
    const documents = { ...reminder.documents, invoices: 2, debtors: 2, customers: ['10023', '10044'] }
    denied(mail({ ...reminder, documents }), 'invoice-only-to-its-debtor')
  })

  it('deny an outside address in bcc, also to a person of the team', () => {
    for (const extra of ['spion@elders.example', 'team@verhage.example']) {
      const recipients = ['inkoop@jansen.example', extra]
      denied(mail({ ...reminder, mail: to(...recipients) }), 'invoice-only-to-its-debtor')
    }
  })

  it('deny a reminder of an invoice that is paid or not yet due', () => {
    const documents = { ...reminder.documents, allOverdueAndUnpaid: false, openCents: 0 }
    denied(mail({ ...reminder, documents }), 'reminder-only-when-due')
  })

  it('deny the customer list to an outside address, approved or not', () => {
    const recipients = ['verzamelaar@elders.example']
    const documents = { ...noDocuments, others: 1 }
    const list = { ...nothing, labels: ['untrusted'], mail: to(...recipients), documents }
    denied(mail(list), 'only-invoices-leave')
    denied(mail(list), 'untrusted-text-picks-no-recipient')
    denied(mail({ ...list, approvals: ['finance'] }), 'only-invoices-leave')
    // Pasted into the text instead of attached, the labels still carry it.
    denied(mail({ ...list, documents: noDocuments }), 'untrusted-text-picks-no-recipient')
  })

  it('deny the customer list that travels beside a proper invoice', () => {
    denied(mail({ ...reminder, documents: { ...reminder.documents, others: 1 } }), 'only-invoices-leave')
  })

  it('have a BSN redacted before a model or a mail sees it', () => {
    held(model({ ...nothing, findings: ['bsn', 'email'] }), ['no-bsn-leaves'], ['redact:bsn'])
    assert.equal(model({ ...nothing, findings: ['email'] }).effect, 'allow')
    held(
      mail({ ...reminder, findings: ['bsn'] }),
      ['no-bsn-leaves', 'outside-mail-needs-finance'],
      ['redact:bsn', 'approve:finance'],
    )
  })

  it('deny what no rule permits', () => {
    const resource = { kind: 'tool', tool: 'books_list_directory', server: 'books', groups: ['read-books'] } as const
    const other = { agent: 'stranger', system: 'weekly-report' }
    assert.equal(policies.decide({ principal: other, action: 'callTool', resource, context: nothing }).effect, 'deny')
  })
})
