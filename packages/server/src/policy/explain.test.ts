// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadOrganisation } from '../organisation/index.ts'
import { type Explanation, explain } from './explain.ts'
import { explanationText } from './explain-text.ts'
import { neutralFacts } from './facts.ts'
import { loadPolicies } from './load.ts'
import type { PolicyContext, PolicyRequest } from './request.ts'
import { organisationWith } from './testing/arbitrary.ts'

const folder = new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname
const weekly = loadPolicies(loadOrganisation(folder))

function mail(facts: PolicyContext): PolicyRequest {
  return {
    principal: { agent: 'reporter', system: 'weekly-report' },
    action: 'callTool',
    resource: { kind: 'tool', tool: 'mail_send', server: 'mail', groups: ['outbound-mail'] },
    context: { ...neutralFacts('mail'), ...facts },
  }
}

function why(request: PolicyRequest, policies = weekly): Explanation {
  return explain(policies, request, policies.decide(request))
}

const more = { outsideCount: 1, firstTimeRecipients: [] }
const outside = { recipients: ['klant@elders.example'], outsideRecipients: ['klant@elders.example'], ...more }

describe('an explanation', () => {
  it('names the rules, the facts they looked at, and the approval that would lift them', () => {
    const { effect, rules, change } = why(mail({ mail: outside, findings: ['bsn'] }))
    assert.equal(effect, 'hold')
    assert.deepEqual(
      rules.map(({ rule, facts }) => [rule.id, facts]),
      [
        ['no-bsn-leaves', [{ name: 'context.findings', value: ['bsn'] }]],
        [
          'outside-mail-needs-finance',
          [
            { name: 'context.approvals', value: [] },
            { name: 'context.mail.outsideRecipients', value: ['klant@elders.example'] },
          ],
        ],
      ],
    )
    assert.deepEqual(change, {
      kind: 'remedies',
      remedies: [
        { kind: 'redact', finding: 'bsn' },
        { kind: 'approve', body: 'finance' },
      ],
      leadsTo: 'allow',
    })
  })

  it('says that no approval helps where a rule has no remedy, and names only such rules', () => {
    assert.deepEqual(why(mail({ mail: outside, labels: ['untrusted'] })).change, {
      kind: 'the-call',
      rules: ['untrusted-text-picks-no-recipient'],
    })
  })

  it('says that nothing permits it, and which rules might', () => {
    const policies = loadPolicies(
      organisationWith('@id("p") permit (principal, action, resource) when { context.labels.contains("open") };'),
    )
    const request: PolicyRequest = {
      principal: { agent: 'one', system: 'alpha' },
      action: 'callTool',
      resource: { kind: 'tool', tool: 'files_read_file', server: 'files', groups: ['reading'] },
      context: neutralFacts('tool'),
    }
    assert.deepEqual(why(request, policies).change, { kind: 'a-permit', rules: ['p'] })
    assert.deepEqual(why({ ...request, context: {} }, policies).change, {
      kind: 'the-request',
      errors: ['context.labels is missing'],
    })
  })

  it('follows remedies that uncover others, and says when they end in a denial', () => {
    const chain = (last: string) =>
      loadPolicies(
        organisationWith(`@id("p") permit (principal, action, resource);
@id("a") @remedy("label:secret") forbid (principal, action, resource) unless { context.labels.contains("secret") };
@id("b") ${last} forbid (principal, action, resource)
when { context.labels.contains("secret") } unless { context.approvals.contains("board") };`),
      )
    const request: PolicyRequest = {
      principal: { agent: 'one', system: 'alpha' },
      action: 'callTool',
      resource: { kind: 'tool', tool: 'files_read_file', server: 'files', groups: ['reading'] },
      context: neutralFacts('tool'),
    }
    assert.deepEqual(why(request, chain('@remedy("approve:board")')).change, {
      kind: 'remedies',
      remedies: [
        { kind: 'label', label: 'secret' },
        { kind: 'approve', body: 'board' },
      ],
      leadsTo: 'allow',
    })
    assert.deepEqual(why(request, chain('')).change, {
      kind: 'remedies',
      remedies: [{ kind: 'label', label: 'secret' }],
      leadsTo: 'deny',
    })
  })

  it('reads in plain Dutch and English', () => {
    const held = why(mail({ mail: outside, findings: ['bsn'] }))
    assert.equal(
      explanationText(held, 'nl'),
      `Wacht op wat hieronder staat.
- no-bsn-leaves (${place('no-bsn-leaves')}): Een burgerservicenummer gaat nooit naar een model of naar buiten.
    keek naar context.findings: bsn
- outside-mail-needs-finance (${place('outside-mail-needs-finance')}): Mail naar buiten wordt eerst door een mens bekeken.
    keek naar context.approvals: niets
    keek naar context.mail.outsideRecipients: klant@elders.example
Nodig om door te gaan:
- bsn weglaten
- goedkeuring door finance`,
    )
    assert.match(explanationText(why(mail({ mail: outside, labels: ['untrusted'] })), 'en'), /^Denied\.\n/)
    assert.equal(explanationText(why(mail({})), 'en').split('\n')[0], 'Allowed.')
  })

  it('lets no fact steer the reader’s terminal or turn the reading direction', () => {
    const recipients = ['\u001b[2Jgone@x.example', '\u202emoc.elpmaxe@y']
    const text = explanationText(why(mail({ mail: { recipients, outsideRecipients: recipients, ...more } })), 'en')
    assert.doesNotMatch(text, /[\u001b\u202e]/)
  })
})

function place(id: string): string {
  const rule = weekly.rules.get(id)
  return `${rule?.file}:${rule?.line}`
}
