// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tellProblem } from '../organisation/index.ts'
import { PolicyError } from './error.ts'
import { loadPolicies } from './load.ts'
import type { PolicyRequest } from './request.ts'
import { schemaOf } from './schema.ts'
import { organisationWith } from './testing/arbitrary.ts'

const load = (text: string) => loadPolicies(organisationWith(text))

function refused(text: string, ...expected: readonly RegExp[]): void {
  assert.throws(
    () => load(text),
    (error) => {
      assert.ok(error instanceof PolicyError)
      assert.equal(error.code, 'policies-invalid')
      assert.equal(error.problems.length, expected.length, error.message)
      const told = error.problems.map((problem) => tellProblem(problem, 'en'))
      for (const [index, pattern] of expected.entries()) assert.match(told[index] ?? '', pattern)
      return true
    },
  )
}

const everything = '@id("all") permit (principal, action, resource);'

describe('loading policies', () => {
  it('keeps each rule with its id, place, text, remedy, explanation and facts', () => {
    const { rules } = load(`// A comment; with a semicolon.

@id("hold-it") @remedy("approve:finance")
@nl("Een mens; \\"kijkt\\" mee.") @en("A person looks.") // and another;
forbid (principal, action == Action::"callTool", resource in ToolServer::"post")
when { context.mail.recipients.contains("a;b") } unless { context.approvals.contains("finance") };
${everything}`)
    assert.deepEqual([...rules.keys()], ['all', 'hold-it'])
    const { text, ...rule } = rules.get('hold-it') ?? { text: '' }
    assert.deepEqual(rule, {
      id: 'hold-it',
      effect: 'forbid',
      file: 'policies/generated.cedar',
      line: 3,
      remedy: { kind: 'approve', body: 'finance' },
      explanation: { nl: 'Een mens; "kijkt" mee.', en: 'A person looks.' },
      reads: ['context.approvals', 'context.mail.recipients'],
    })
    assert.ok(text.startsWith('@id("hold-it")') && text.endsWith(';'))
    assert.equal(rules.get('all')?.line, 7)
  })

  it('gives sets with the same rules the same digest, and others another', () => {
    assert.equal(load(everything).digest, load(everything).digest)
    assert.notEqual(load(everything).digest, load(`${everything} `).digest)
  })

  it('refuses a rule without an id, with a strange one, or with another’s', () => {
    refused('\npermit (principal, action, resource);', /^policies\/generated\.cedar:2: .*no @id/)
    refused('@id permit (principal, action, resource);', /:1: .*is no id/)
    refused('@id("No Spaces") permit (principal, action, resource);', /:1: No Spaces is no id/)
    refused(`${everything}\n${everything}`, /:2: all is also the id of a rule at policies\/generated\.cedar:1/)
  })

  it('refuses a remedy that nobody could carry out', () => {
    const remedied = (remedy: string, effect = 'forbid') =>
      `@id("r") @remedy("${remedy}")\n${effect} (principal, action, resource);`
    refused(remedied('approve:nobody'), /:1: no body is called nobody/)
    refused(remedied('wave:hand'), /:1: the remedy wave:hand is unknown/)
    refused(remedied('approve'), /:1: the remedy approve is unknown/)
    refused(remedied('redact:BSN!'), /:1: BSN! is nothing that is looked for/)
    refused(remedied('route:nowhere'), /:1: nowhere is no zone/)
    refused(remedied('label:not a label'), /:1: not a label is no label/)
    refused(remedied('approve:finance', 'permit'), /:1: a permit refuses nothing/)
    for (const good of [
      'approve:finance',
      'redact:bsn',
      'mask:iban',
      'pseudonymise:email',
      'route:near',
      'label:secret',
    ]) {
      assert.ok(load(remedied(good)).rules.get('r')?.remedy)
    }
  })

  it('refuses an annotation it does not know: a remedy spelt wrong would be lost', () => {
    refused('@id("r") @remdy("approve:finance") forbid (principal, action, resource);', /:1: @remdy is unknown/)
  })

  it('refuses what is not Cedar, at the line where it stops being Cedar', () => {
    refused('// é\n@id("r")\npermit (principal,\n  action, resource) when { contxt.labels };', /:4: .*contxt/)
    refused(`${everything}\n\npermit (principal`, /:3: .*/)
    refused(`${everything}\n"`, /:2: .*/)
    refused('@id("t") permit (principal == ?principal, action, resource);', /:1: .*template/)
    refused(';', /:1: .*/)
  })

  it('reports every problem of every rule at once', () => {
    refused('permit (principal, action, resource);\nforbid (principal, action, resource);', /:1: /, /:2: /)
  })

  it('refuses a rule that does not fit the schema, at its line', () => {
    const when = (condition: string) => `@id("r") permit (principal, action, resource)\nwhen { ${condition} };`
    const misspelt = /:2: r: attribute `lables` .*did you mean `labels`/
    refused(when('context.lables.contains("x")'), misspelt, misspelt, misspelt)
    refused(when('context.labels == 3'), /:2: r: .*not compatible/)
    refused(when('context.labels'), /:2: r: /)
    refused('@id("r") permit (principal, action == Action::"send", resource);', /:1: r: unrecognized action/)
    refused('@id("r") permit (principal is Robot, action, resource);', /:1: r: unrecognized entity type/)
    refused(when('ip("1.2.3.4").isLoopback()'), /:1: r: .*not supported/)
  })

  it('lets a rule read mail facts only where every call that it reaches carries them', () => {
    const reading = (scope: string) => `@id("r") permit (${scope}) when { context.documents.invoices > 0 };`
    const hint = /:1: r: attribute `documents`.*only calls of a mail server carry it/
    load(reading('principal, action == Action::"callTool", resource in ToolServer::"post"'))
    load(reading('principal, action == Action::"callTool", resource in ToolGroup::"outbound"'))
    load(reading('principal, action == Action::"callTool", resource in ToolGroup::"not-yet-there"'))
    // The model call is one problem, the tools of the file server another, and their results a third.
    refused(reading('principal, action, resource'), hint, hint, hint)
    refused(reading('principal, action == Action::"callTool", resource'), hint)
    refused(reading('principal, action == Action::"callTool", resource in ToolGroup::"careful"'), hint)
    refused(reading('principal, action == Action::"callTool", resource in ToolGroup::"reading"'), hint)
  })

  it('lets a rule ask for an amount only where every tool that it reaches names one', () => {
    const base = organisationWith('')
    const write = base.tools.get('files_write_file')
    assert.ok(write !== undefined)
    const amount = { argument: 'sum', in: 'euros' } as const
    const tools = new Map([...base.tools, [write.name, { ...write, amount }]])
    const asking = (scope: string) => {
      const text = `@id("r") forbid (principal, action, ${scope}) when { context.amount.cents > 1 };`
      return loadPolicies({ ...base, tools, policies: [{ name: 'policies/r.cedar', text }] })
    }
    asking('resource == Tool::"files_write_file"')
    asking('resource in ToolGroup::"not-yet-there"')
    for (const mixed of ['resource in ToolGroup::"careful"', 'resource in ToolServer::"files"', 'resource is Tool']) {
      assert.throws(() => asking(mixed), /only tools that name their amount in tools\.yaml carry it/)
    }
  })

  it('refuses a rule so deep that Cedar would break on it, and still works afterwards', () => {
    const rule = (condition: string) => `@id("r") permit (principal, action, resource) when { ${condition} };`
    for (const deep of [
      `${'('.repeat(5000)}true${')'.repeat(5000)}`,
      `${'true && '.repeat(5000)}true`,
      `${'if true then true else '.repeat(5000)}true`,
      `1${' + 1'.repeat(5000)} == 1`,
      `context${'.labels'.repeat(5000)}`,
      `${'!'.repeat(5000)}true`,
      `${'['.repeat(5000)}`,
    ]) {
      refused(rule(deep), /:1: this rule is too deep or too long/)
    }
    refused(`// ${'x'.repeat(1_000_000)}`, /: larger than/)
    refused(';'.repeat(5001), /: more than 5000 rules/)
    assert.equal(load(everything).rules.size, 1)
  })

  it('takes an organisation without rules, which then permits nothing', () => {
    assert.equal(load('').decide(read).effect, 'deny')
    assert.equal(load('// nothing yet').rules.size, 0)
  })

  it('offers the schemas that rules are validated in', () => {
    assert.match(schemaOf('mail'), /action callTool .*debtorAddresses: Set<String>/)
    assert.doesNotMatch(schemaOf('tool'), /debtorAddresses/)
  })
})

const read: PolicyRequest = {
  principal: { agent: 'one', system: 'alpha' },
  action: 'callTool',
  resource: { kind: 'tool', tool: 'files_read_file', server: 'files', groups: ['reading'] },
  context: { labels: [], findings: [], approvals: [] },
}
