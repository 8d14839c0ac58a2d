// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadOrganisation, type Organisation, tellPlace } from '../organisation/index.ts'
import { checkPolicies } from './check.ts'
import { organisationWith } from './testing/arbitrary.ts'

const found = (text: string, organisation: Organisation = organisationWith(text)): readonly string[] =>
  checkPolicies(organisation).map(({ code, severity, rule, ...place }) =>
    [code, severity, rule ?? tellPlace(place)].join(' '),
  )

const permit = (id: string, scope = 'principal, action, resource') => `@id("${id}") permit (${scope});\n`
const forbid = (id: string, scope = 'principal, action, resource', rest = '') =>
  `@id("${id}") forbid (${scope}) ${rest};\n`
const toolCalls = 'principal, action == Action::"callTool", resource'
const readsOnly = 'principal, action, resource in ToolGroup::"reading"'

describe('checking policies', () => {
  it('finds nothing in the weekly report', () => {
    const folder = new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname
    assert.deepEqual(checkPolicies(loadOrganisation(folder)), [])
  })

  it('reports rules that can’t be loaded, each at its line, and nothing else', () => {
    const findings = checkPolicies(organisationWith(`${permit('a')}permit (principal, action, resource);\nnonsense;`))
    assert.deepEqual(
      findings.map(({ code, severity, ...place }) => [code, severity, tellPlace(place)]),
      [
        ['invalid', 'error', 'policies/generated.cedar:2'],
        ['invalid', 'error', 'policies/generated.cedar:3'],
      ],
    )
  })

  it('finds a permit that an outright forbid leaves nothing of', () => {
    assert.deepEqual(found(permit('p', readsOnly) + forbid('f')), ['always-overridden error p'])
    assert.deepEqual(found(permit('p', readsOnly) + forbid('f', undefined, 'when { true } unless { false }')), [
      'always-overridden error p',
    ])
    assert.deepEqual(found(permit('p', readsOnly) + forbid('f', undefined, 'unless { true }')), ['doubtful warning f'])
    // Not when the forbid is narrower, has a condition, or can be lifted.
    const models = 'principal, action == Action::"callModel", resource'
    assert.deepEqual(found(permit('p', models) + forbid('f', `${models} == Model::"huge"`)), [])
    assert.deepEqual(found(permit('p', readsOnly) + forbid('f', undefined, 'when { context.labels.isEmpty() }')), [])
    assert.deepEqual(found(permit('p', readsOnly) + forbid('f', 'principal in System::"beta", action, resource')), [])
  })

  it('finds rules that contradict each other: whatever the one permits or holds, the other forbids', () => {
    const modelCalls = 'principal, action == Action::"callModel", resource'
    const risky = 'context.labels.contains("untrusted")'
    const both = `when { ${risky} && context.findings.isEmpty() }`
    const permitted = `@id("p") permit (${modelCalls}) ${both};\n`
    assert.deepEqual(found(permitted + forbid('f', modelCalls, `when { ${risky} }`)), ['always-overridden error p'])
    assert.deepEqual(found(permitted + forbid('f', modelCalls, `when { ${risky} } unless { ${risky} }`)), [])
    assert.deepEqual(found(permitted + forbid('f', modelCalls, both.replace('&&', '||'))), [])
    const asks = `@id("h") @remedy("approve:finance") forbid (${toolCalls}) unless { context.approvals.contains("finance") };\n`
    const models = permit('p', modelCalls)
    assert.deepEqual(found(models + asks), [])
    assert.deepEqual(found(models + asks + forbid('f', toolCalls)), ['always-overridden error h'])
  })

  it('finds names that the organisation doesn’t have, in scopes and in conditions', () => {
    assert.deepEqual(found(permit('p', 'principal == Agent::"nobody", action, resource')), ['unknown-name error p'])
    assert.deepEqual(found(permit('p', 'principal in System::"gamma", action, resource')), ['unknown-name error p'])
    assert.deepEqual(found(permit('p', 'principal, action, resource == Tool::"post_sned"')), ['unknown-name error p'])
    assert.deepEqual(found(permit('p', 'principal, action, resource == Model::"tiny"')), ['unknown-name error p'])
    assert.deepEqual(found(permit('p', 'principal, action, resource in Provider::"x"')), ['unknown-name error p'])
    assert.deepEqual(found(permit('p', 'principal, action, resource in ToolServer::"x"')), ['unknown-name error p'])
    assert.deepEqual(found(forbid('f', 'principal, action, resource in ToolGroup::"payments"')), [
      'unknown-name warning f',
    ])
    assert.deepEqual(found(forbid('f', undefined, 'when { principal in System::"gamma" }')), ['unknown-name error f'])
    assert.deepEqual(found(forbid('f', undefined, 'unless { context.approvals.contains("finnance") }')), [
      'unknown-name error f',
    ])
  })

  it('finds a rule that fits nothing here', () => {
    const scope = 'principal, action == Action::"callModel", resource in ToolGroup::"reading"'
    // Cedar's validator says the same in its own words.
    assert.deepEqual(found(permit('p', scope)).slice(0, 1), ['reaches-nothing warning p'])
  })

  it('finds a condition that is never true', () => {
    assert.deepEqual(found(forbid('f', undefined, 'when { context.labels.isEmpty() && false }')), [
      'doubtful warning f',
    ])
    // Impossible for some calls only is no finding: it still bites for the others.
    const mailOnly = forbid('f', toolCalls, 'when { context has mail && context.mail.recipients.isEmpty() }')
    assert.deepEqual(found(mailOnly), [])
    assert.deepEqual(found(forbid('f', undefined, 'when { resource is Tool }')), [])
  })

  it('finds letters that look like others', () => {
    assert.deepEqual(found(forbid('f', undefined, 'when { context.labels.contains("sеcret") }')), [
      'doubtful warning f',
    ])
  })

  it('finds a remedy that would be asked for in vain', () => {
    const remedied = (remedy: string, rest: string, scope = 'principal, action, resource') =>
      found(`@id("f") @remedy("${remedy}") forbid (${scope}) ${rest};`)
    const never = ['remedy-never-lifts error f']
    assert.deepEqual(remedied('approve:board', ''), never)
    assert.deepEqual(remedied('approve:board', 'unless { context.approvals.contains("finance") }'), never)
    assert.deepEqual(remedied('approve:board', 'unless { context.approvals.contains("board") }'), [])
    assert.deepEqual(remedied('approve:board', 'when { context.approvals.isEmpty() }'), [])
    assert.deepEqual(remedied('redact:bsn', 'when { context.labels.contains("bsn") }'), never)
    assert.deepEqual(remedied('redact:bsn', 'when { context.findings.contains("iban") }'), never)
    assert.deepEqual(remedied('redact:bsn', 'when { context.findings.containsAny(["iban", "bsn"]) }'), [])
    assert.deepEqual(remedied('label:secret', 'when { context.findings.contains("bsn") }'), never)
    assert.deepEqual(remedied('label:secret', 'unless { context.labels.contains("secret") }'), [])
    const ofResults = 'principal, action == Action::"releaseResult", resource'
    assert.deepEqual(remedied('label:secret', 'unless { context.labels.contains("secret") }', ofResults), never)
    assert.deepEqual(remedied('redact:bsn', 'when { context.findings.contains("bsn") }', ofResults), [])
    assert.deepEqual(remedied('route:near', ''), never)
    assert.deepEqual(remedied('route:near', '', 'principal, action, resource == Model::"huge"'), [])
    assert.deepEqual(remedied('route:nl', 'when { resource is Model && resource.jurisdiction == "US" }'), [])
    assert.deepEqual(remedied('route:de', 'when { resource is Model && resource.jurisdiction == "US" }'), never)
    assert.deepEqual(remedied('route:near', 'when { resource is Model && resource.jurisdiction == "US" }'), [])
  })

  it('finds a body that can never reach its quorum', () => {
    const text =
      '@id("f") @remedy("approve:board") forbid (principal, action, resource) unless { context.approvals.contains("board") };'
    const organisation = organisationWith(text)
    const board = { id: 'board', name: 'Board', members: ['ann', 'ann'], quorum: 2, veto: [], expiresAfter: 1000 }
    assert.deepEqual(found(text, { ...organisation, bodies: new Map([['board', board]]) }), ['nobody-to-ask error f'])
  })

  it('finds an agent that may write the facts its mail is checked against', () => {
    const mailing = permit('mail', 'principal in System::"alpha", action, resource in ToolServer::"post"')
    const writing = (who: string) => permit('files', `${who}, action, resource in ToolServer::"files"`)
    const finding = 'source-writable error tools.yaml:1:431'
    assert.deepEqual(found(mailing + writing('principal in System::"alpha"')), [finding, finding])
    assert.deepEqual(found(mailing + writing('principal == Agent::"one"')), [finding])
    assert.match(
      checkPolicies(organisationWith(mailing + writing('principal == Agent::"one"')))[0]?.message.en ?? '',
      /one may call files_write_file/,
    )
    // Another agent's writing, reading alone, and writing that is forbidden outright are no findings.
    assert.deepEqual(found(mailing + writing('principal == Agent::"three"')), [])
    assert.deepEqual(found(mailing + permit('read', readsOnly)), [])
    const never = forbid('never', 'principal, action, resource == Tool::"files_write_file"')
    assert.deepEqual(found(mailing + writing('principal == Agent::"one"') + never), [])
  })

  it('finds a kind that nothing looks for, in a remedy and in a condition', () => {
    const bsn = forbid('f', undefined, 'when { context.findings.contains("bns") }')
    assert.deepEqual(found(permit('p', readsOnly) + bsn), ['unknown-name error f'])
    const own = `${permit('p', readsOnly)}@remedy("redact:own:client") ${forbid('f', undefined, 'when { context.findings.contains("own:client") }')}`
    assert.deepEqual(found(own), ['invalid error policies/generated.cedar:2'])
    const detectors = [{ name: 'client', patterns: [], labels: [] }]
    assert.deepEqual(found(own, { ...organisationWith(own), detectors }), [])
  })

  it('asks only who sends documents of the very source that could be written', () => {
    const organisation = organisationWith(permit('all'))
    const books = organisation.sources.get('books')
    assert.ok(books)
    const others = new Map([['archive', { ...books, id: 'archive' }]])
    assert.deepEqual(checkPolicies({ ...organisation, sources: others }), [])
  })

  it('takes a tool for one that writes unless it is known not to (P10)', () => {
    const text = permit('all')
    const organisation = organisationWith(text)
    const files = organisation.servers.get('files')
    assert.ok(files?.kind === 'mcp-stdio')
    const servers = new Map([...organisation.servers, ['files', { ...files, package: 'someone-elses-server' }]])
    const findings = checkPolicies({ ...organisation, servers })
    // Three agents, three tools.
    assert.equal(findings.filter(({ code }) => code === 'source-writable').length, 9)
  })
})
