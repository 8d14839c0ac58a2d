// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { loadOrganisation, tellPlace } from '../organisation/index.ts'
import { readCaseFiles, testPolicies } from './cases.ts'
import { PolicyError } from './error.ts'
import { organisationWith } from './testing/arbitrary.ts'

const organisation = organisationWith(`
@id("reading") permit (principal, action, resource in ToolGroup::"reading");
@id("asking") @remedy("approve:finance") forbid (principal, action, resource in ToolGroup::"reading")
when { context.labels.contains("secret") } unless { context.approvals.contains("finance") };`)

const run = (...cases: readonly string[]) =>
  testPolicies(organisation, [{ name: 'cases/some.yaml', text: `cases:\n${cases.join('\n')}` }])
const given = (rest: string) => `  - { name: c, agent: one, tool: files_read_file, ${rest} }`

describe('policy cases', () => {
  it('of the weekly report all pass', () => {
    const folder = new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname
    const files = readCaseFiles(join(folder, 'policies/cases'))
    const results = testPolicies(loadOrganisation(folder), files)
    assert.equal(results.length, 10)
    assert.deepEqual(
      results.filter(({ passed }) => !passed),
      [],
    )
  })

  it('ask about a result when they say so', () => {
    const [result] = run(given('result: true, expect: allow'))
    assert.deepEqual([result?.passed, result?.decision.rules], [true, ['reading']])
    const [secret] = run(given('result: true, expect: hold, by: asking, facts: { labels: [secret] }'))
    assert.equal(secret?.passed, true)
  })

  it('say how the register has the system, where its file says otherwise', () => {
    const registered = organisationWith(`
@id("reading") permit (principal, action, resource in ToolGroup::"reading");
@id("tested-first") forbid (principal, action, resource) when { principal.class == "high" && principal.stage == "test" };`)
    const text = `cases:\n${given('expect: allow')}\n${given('standing: { stage: test }, expect: deny, by: tested-first')}`
    const results = testPolicies(registered, [{ name: 'c.yaml', text }], () => ({ class: 'high', stage: 'released' }))
    assert.deepEqual(
      results.map(({ message }) => message.en),
      ['', ''],
    )
    assert.throws(() => run(given('standing: { clas: high }, expect: allow')), /c: .*standing|use registered, class/)
  })

  it('say what came out instead, at the line of the case', () => {
    const results = run(
      given('expect: allow, by: reading'),
      given('expect: deny'),
      given('expect: allow, by: asking'),
      given('expect: hold, by: [asking], remedies: approve:board, facts: { labels: [secret] }'),
      given('expect: allow, by: reeding'),
    )
    assert.deepEqual(
      results.map(({ message, ...place }) => [tellPlace(place), message.en]),
      [
        ['cases/some.yaml:2', ''],
        ['cases/some.yaml:3', 'expected deny, got allow by reading'],
        ['cases/some.yaml:4', 'asking did not decide; reading did'],
        ['cases/some.yaml:5', 'expected the remedies approve:board, got approve:finance'],
        ['cases/some.yaml:6', 'no rule is called reeding'],
      ],
    )
    assert.deepEqual(
      results.map(({ passed }) => passed),
      [true, false, false, false, false],
    )
  })

  it('fail when the gate would not ask the rules, because the system does not name the tool (P10)', () => {
    const [allowed, denied] = run(
      '  - { name: c, agent: three, tool: files_read_file, expect: allow }',
      '  - { name: c, agent: three, tool: files_write_file, expect: deny }',
    )
    assert.deepEqual(
      [allowed?.passed, allowed?.message.en],
      [false, 'files_read_file is no tool of system beta, so the gate refuses it whatever the rules say'],
    )
    assert.equal(denied?.passed, true)
  })

  it('fail when they can’t be judged, though a denial was expected', () => {
    const [misspelt, unknown] = run(
      given('expect: deny, facts: { lables: [secret] }'),
      '  - { name: c, agent: one, tool: files_erase, expect: deny }',
    )
    assert.deepEqual([misspelt?.passed, misspelt?.message.en], [false, 'context.lables is unknown'])
    assert.equal(unknown?.passed, false)
  })

  it('are refused with file and line when they say something else', () => {
    const refused = (text: string, pattern: RegExp): void =>
      assert.throws(
        () => testPolicies(organisation, [{ name: 'c.yaml', text }]),
        (error) => error instanceof PolicyError && error.code === 'cases-unreadable' && pattern.test(error.message),
      )
    refused('cases: [', /^c\.yaml:1:9: /)
    refused('cases: []', /^c\.yaml:1:8: cases: must not be empty/)
    refused('\n\nother: 1', /^c\.yaml:/)
    refused(
      `cases:\n${given('expect: allow')}\n${given('expect: perhaps')}`,
      /^c\.yaml:3:\d+: cases\.expect: choose one of: allow, deny, hold/,
    )
    refused(`cases:\n${given('expect: allow, model: small')}`, /either a tool or a model/)
    refused(`cases: ${'['.repeat(100_000)}`, /^c\.yaml/)
    refused('a: &a [x, x]\nb: &b [*a, *a]\ncases: *b', /^c\.yaml:2:8: .*alias/)
  })
})
