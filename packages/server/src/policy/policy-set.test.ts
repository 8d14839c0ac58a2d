// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { neutralFacts } from './facts.ts'
import { loadPolicies } from './load.ts'
import { modelFactsOf } from './model-facts.ts'
import { formatRemedy } from './remedy.ts'
import type { ModelResource, PolicyContext, PolicyRequest } from './request.ts'
import { organisation, organisationWith } from './testing/arbitrary.ts'

const load = (text: string) => loadPolicies(organisationWith(text))
const open = '@id("open") permit (principal, action, resource);'

const principal = { agent: 'one', system: 'alpha' }
const facts = { labels: [], findings: [], approvals: [] }
const file = { kind: 'tool', tool: 'files_read_file', server: 'files', groups: ['reading'] } as const
const modelAt = (model: string, id: string): ModelResource => {
  const provider = organisation.providers.get(id)
  assert.ok(provider)
  return { kind: 'model', model, provider: id, facts: modelFactsOf(provider) }
}
const huge = modelAt('huge', 'far')
const read: PolicyRequest = { principal, action: 'callTool', resource: file, context: facts }
const ask: PolicyRequest = { principal, action: 'callModel', resource: huge, context: facts }
const send: PolicyRequest = {
  ...{ principal, action: 'callTool', context: neutralFacts('mail') },
  resource: { kind: 'tool', tool: 'post_send', server: 'post', groups: ['outbound', 'careful'] },
}

describe('what a call brought', () => {
  const release = (request: PolicyRequest, context: PolicyContext = {}): PolicyRequest => ({
    ...request,
    action: 'releaseResult',
    context: { ...request.context, ...context },
  })
  const ofResults = (condition: string, remedy = ''): string =>
    `@id("results") ${remedy} forbid (principal, action == Action::"releaseResult", resource) when { ${condition} };`
  const bsn = { findings: ['bsn'] }

  it('may go to the agent unless a rule forbids it, and needs no permit', () => {
    assert.equal(load('').decide(release(read)).effect, 'allow')
    assert.equal(load('').decide(release(ask)).effect, 'allow')
    const { effect, rules } = load(ofResults('context.findings.contains("bsn")')).decide(release(read, bsn))
    assert.deepEqual([effect, rules], ['deny', ['results']])
  })

  it('waits for its remedy, also where no rule permits anything', () => {
    const decided = load(ofResults('context.findings.contains("bsn")', '@remedy("redact:bsn")')).decide(
      release(ask, bsn),
    )
    assert.deepEqual([decided.effect, decided.remedies.map(formatRemedy)], ['hold', ['redact:bsn']])
  })

  it('is judged by a rule that names no action, and not by one that names another', () => {
    const forbid = (action: string) => `@id("no") forbid (principal, ${action}, resource);`
    assert.equal(load(forbid('action')).decide(release(read)).effect, 'deny')
    assert.equal(load(forbid('action == Action::"callTool"')).decide(release(read)).effect, 'allow')
    assert.equal(load(open + ofResults('true')).decide(read).effect, 'allow')
  })

  it('of a mail carries the facts of the mail', () => {
    const text = ofResults('context.labels.contains("secret")')
    assert.equal(load(text).decide(release(send, { labels: ['secret'] })).effect, 'deny')
    assert.equal(load(text).decide(release(send)).effect, 'allow')
  })
})

describe('a request that is not of this organisation', () => {
  const policies = load(open)
  const refused = (request: PolicyRequest, why: RegExp): void => {
    const { effect, rules, remedies, errors } = policies.decide(request)
    assert.deepEqual([effect, rules, remedies, errors.length], ['deny', [], [], 1])
    assert.match(errors[0] ?? '', why)
  }

  it('is denied though a rule permits everything (P10)', () => {
    assert.equal(policies.decide(read).effect, 'allow')
    assert.equal(policies.decide(ask).effect, 'allow')
    assert.equal(policies.decide(send).effect, 'allow')
    refused({ ...read, principal: { ...principal, agent: 'four' } }, /no agent is called four/)
    refused({ ...read, principal: { ...principal, system: 'beta' } }, /one is not of the system beta/)
    refused({ ...read, resource: { ...file, tool: 'files_erase' } }, /no tool is called files_erase/)
    refused({ ...read, resource: { ...file, server: 'post' } }, /is not of the server post/)
    refused({ ...read, resource: { ...file, groups: [] } }, /other groups/)
    refused({ ...read, resource: { ...file, groups: ['reading', 'outbound'] } }, /other groups/)
    refused({ ...read, action: 'callModel' }, /takes the action callTool/)
    refused({ ...ask, resource: { ...huge, model: 'giant' } }, /nobody admitted a model giant/)
    refused({ ...ask, resource: { ...huge, provider: 'near' } }, /is not of the provider near/)
    for (const told of [{ jurisdiction: 'NL' }, { processedIn: ['NL'] }, { trainsOnData: false }, { more: 1 }]) {
      refused({ ...ask, resource: { ...huge, facts: { ...huge.facts, ...told } } }, /other facts are known of far/)
    }
    refused({ ...ask, resource: { ...modelAt('deep', 'dark'), facts: huge.facts } }, /other facts are known of dark/)
    refused({ ...ask, action: 'callTool' }, /takes the action callModel/)
  })

  it('is denied when a fact is missing, unknown, or of the wrong kind', () => {
    const misfit = (context: PolicyContext, why: RegExp): void => refused({ ...read, context }, why)
    const { approvals, ...fewer } = facts
    misfit(fewer, /context\.approvals is missing/)
    misfit({ ...facts, mail: { recipients: [], outsideRecipients: [] } }, /context\.mail is unknown/)
    misfit({ ...facts, labels: 'untrusted' }, /context\.labels is no set/)
    misfit({ ...facts, labels: [1] }, /context\.labels holds something that is no text/)
    misfit({ ...facts, labels: ['\ud800'] }, /context\.labels holds something that is no text/)
    misfit({ ...facts, labels: Array.from({ length: 10_001 }, String) }, /more than 10000/)
    misfit(JSON.parse('{"labels":[],"findings":[],"approvals":[],"__proto__":{}}'), /context\.__proto__ is unknown/)
    const documents = (change: PolicyContext): PolicyRequest => {
      const { documents: given } = send.context
      return { ...send, context: { ...send.context, documents: Object.assign({}, given, change) } }
    }
    refused(documents({ openCents: 1.5 }), /context\.documents\.openCents is no whole number/)
    refused(documents({ openCents: 2 ** 53 }), /context\.documents\.openCents is no whole number/)
    refused(documents({ allOverdueAndUnpaid: 'yes' }), /allOverdueAndUnpaid is neither true nor false/)
    refused({ ...send, context: { ...send.context, documents: [] } }, /context\.documents is no record/)
    refused({ ...send, context: facts }, /context\.mail is missing/)
  })
})

describe('a decision', () => {
  it('denies when a rule errs, names it, and is not lifted by what others permit', () => {
    const policies = load(`${open}
@id("breaks") forbid (principal, action == Action::"callTool", resource in ToolServer::"post")
when { context.documents.openCents * 9007199254740991 > 5 };`)
    const context = (openCents: number) => {
      const { documents, ...rest } = send.context
      return { ...rest, documents: Object.assign({}, documents, { openCents }) }
    }
    assert.equal(policies.decide({ ...send, context: context(0) }).effect, 'allow')
    const { effect, rules, errors } = policies.decide({ ...send, context: context(5000) })
    assert.deepEqual([effect, rules], ['deny', ['breaks']])
    assert.match(errors[0] ?? '', /^breaks: a number became too large/)
  })

  it('denies when nothing permits, also when every forbid could be lifted', () => {
    const forbid = '@id("f") @remedy("approve:board") forbid (principal, action, resource)'
    const { effect, rules, remedies } = load(`${forbid} unless { context.approvals.contains("board") };`).decide(read)
    assert.deepEqual([effect, rules, remedies], ['deny', ['f'], []])
  })

  it('asks for everything that is needed, each once, machines before people', () => {
    const forbid = (id: string, remedy: string) =>
      `@id("${id}") @remedy("${remedy}") forbid (principal, action, resource)
       unless { context.approvals.contains("${remedy.slice(8)}") };`
    const found = (id: string, remedy: string) =>
      `@id("${id}") @remedy("${remedy}") forbid (principal, action, resource)
       when { context.findings.contains("${remedy.split(':')[1]}") };`
    const policies = load(
      [
        ...[open, forbid('a', 'approve:finance'), forbid('b', 'approve:board'), forbid('c', 'approve:finance')],
        ...[found('d', 'mask:iban'), found('e', 'redact:bsn')],
      ].join('\n'),
    )
    const { effect, rules, remedies } = policies.decide({ ...read, context: { ...facts, findings: ['iban', 'bsn'] } })
    assert.equal(effect, 'hold')
    assert.deepEqual(rules, ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(remedies.map(formatRemedy), ['redact:bsn', 'mask:iban', 'approve:board', 'approve:finance'])
  })

  it('denies when a remedy was carried out and the rule still forbids, so that nobody is asked for ever', () => {
    const stubborn = (remedy: string) =>
      load(`${open}\n@id("s") @remedy("${remedy}") forbid (principal, action, resource);`)
    const asks = (remedy: string, request: PolicyRequest) => stubborn(remedy).decide(request).effect
    assert.equal(asks('approve:board', read), 'hold')
    assert.equal(asks('approve:board', { ...read, context: { ...facts, approvals: ['board'] } }), 'deny')
    assert.equal(asks('redact:bsn', { ...read, context: { ...facts, findings: ['bsn'] } }), 'hold')
    assert.equal(asks('redact:bsn', read), 'deny')
    assert.equal(asks('label:secret', read), 'hold')
    assert.equal(asks('label:secret', { ...read, context: { ...facts, labels: ['secret'] } }), 'deny')
    assert.equal(asks('route:near', ask), 'hold')
    assert.equal(asks('route:far', ask), 'deny')
    assert.equal(asks('route:near', read), 'deny')
  })

  it('knows where a model runs', () => {
    const policies = load(`${open}
@id("eu") @remedy("route:near") forbid (principal, action == Action::"callModel", resource)
when { resource.jurisdiction != "NL" || !["NL", "DE"].containsAll(resource.processedIn) };`)
    assert.deepEqual(policies.decide(ask).remedies.map(formatRemedy), ['route:near'])
    assert.equal(policies.decide({ ...ask, resource: modelAt('small', 'near') }).effect, 'allow')
  })

  it('denies where a rule needs a fact that nobody knows (P10)', () => {
    const dark = { ...ask, resource: modelAt('deep', 'dark') }
    for (const [condition, isZone] of [
      ['resource.jurisdiction == "US"', false],
      ['resource.processedIn.contains("US")', false],
      ['resource.subProcessors.contains("Cloud")', false],
      ['resource.retentionDays > 30', false],
      ['resource.trainsOnData', false],
      ['!resource.ownedWithin.contains("eu")', true],
      ['!resource.processedWithin.contains("eu")', true],
    ] as const) {
      const policies = load(
        `${open} @id("f") @remedy("route:eu") forbid (principal, action == Action::"callModel", resource) when { ${condition} };`,
      )
      const { effect, rules, errors } = policies.decide(dark)
      // A zone is known not to hold what is unknown, so another route may still help; nothing else can be judged.
      assert.deepEqual([effect, rules, errors.length], [isZone ? 'hold' : 'deny', ['f'], isZone ? 0 : 1], condition)
      assert.equal(policies.decide({ ...ask, resource: modelAt('small', 'near') }).effect, 'allow', condition)
    }
  })

  it('judges the same model at each provider by itself', () => {
    const policies = load(`${open}
@id("stays-in-the-eu") @remedy("route:eu") forbid (principal, action == Action::"callModel", resource)
when { context.labels.contains("personal") && !(resource.ownedWithin.contains("eu") && resource.processedWithin.contains("eu")) };`)
    const personal = { ...facts, labels: ['personal'] }
    const effectAt = (provider: string, context: PolicyContext) =>
      policies.decide({ ...ask, resource: modelAt('small', provider), context }).effect
    assert.deepEqual(
      ['near', 'far', 'dark'].map((provider) => effectAt(provider, personal)),
      ['allow', 'hold', 'hold'],
    )
    assert.deepEqual(
      ['near', 'far', 'dark'].map((provider) => effectAt(provider, facts)),
      ['allow', 'allow', 'allow'],
    )
  })

  it('is the same for the same question, however often and in whatever order it is asked', () => {
    const policies = load(open)
    const first = policies.decide(read)
    policies.decide(ask)
    assert.deepEqual(policies.decide({ ...read }), first)
    assert.deepEqual(
      policies.inScope(read).map(({ id }) => id),
      ['open'],
    )
  })

  it('is the same for objects that are known by themselves, each with each', () => {
    const rules = `${open}
@id("tested") forbid (principal, action == Action::"callModel", resource) when { principal.stage == "test" };
@id("far") forbid (principal, action == Action::"releaseResult", resource == Model::"huge");`
    const policies = load(rules)
    const principals = ['test', 'released'].map((stage) => Object.freeze({ ...principal, standing: { stage } }))
    const resources = [huge, modelAt('small', 'near'), file].map((resource) => Object.freeze({ ...resource }))
    const actions = ['callModel', 'callTool', 'releaseResult'] as const
    const questions = principals.flatMap((principal) =>
      resources.flatMap((resource) => actions.map((action) => ({ principal, action, resource, context: facts }))),
    )
    for (const question of [...questions, ...questions]) {
      const asText = { ...question, principal: { ...question.principal }, resource: { ...question.resource } }
      assert.deepEqual(policies.decide(question), load(rules).decide(asText))
    }
    const decided = questions.map((question) => policies.decide(question).effect)
    assert.deepEqual(new Set(decided), new Set(['allow', 'deny']))
    assert.equal(policies.decide({ ...ask, principal: principals[0] ?? principal }).effect, 'deny')
    assert.equal(policies.decide({ ...ask, principal: principals[1] ?? principal }).effect, 'allow')
  })
})
