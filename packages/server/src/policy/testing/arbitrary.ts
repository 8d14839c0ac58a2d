// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { loadOrganisation, type Organisation } from '../../organisation/index.ts'
import { modelFactsOf } from '../model-facts.ts'
import type { PolicyContext, PolicyRequest } from '../request.ts'

const provider = (id: string, facts: object, models: string[]) => ({
  ...{ id, name: id, source: 'a test', asOf: '2026-01-01', api: 'openai', ...facts, url: { env: 'TEST_URL' } },
  models: models.map((model) => ({ id: model, admitted: { by: 'ann', on: '2026-01-01' } })),
})
const near = { jurisdiction: 'NL', processedIn: ['NL'], subProcessors: [], retentionDays: 0, trainsOnData: false }
const far = {
  ...{ jurisdiction: 'US', processedIn: ['US', 'NL'], retentionDays: 30, trainsOnData: true },
  subProcessors: [{ name: 'Cloud', jurisdiction: 'US', processedIn: ['US'] }],
}
const system = (id: string, tools: readonly string[] = []) => ({
  ...{ id, name: id, purpose: 'a test', owner: 'ann', accountable: 'ann' },
  tools,
})
const bodies = ['finance', 'board']

/** JSON is YAML, so these are the files of an organisation. */
const files = {
  'organisation.yaml': {
    ...{ id: 'test', name: 'Test', mailDomains: ['in.example'] },
    people: [{ id: 'ann', name: 'Ann', email: 'ann@in.example', roles: ['reviewer', 'owner'] }],
    bodies: bodies.map((id) => ({ id, name: id, members: ['ann'] })),
    agents: ['one', 'two', 'three'].map((id) => ({ id, name: id, system: id === 'three' ? 'beta' : 'alpha' })),
  },
  'systems/alpha.yaml': system('alpha', ['files_read_file']),
  'systems/beta.yaml': system('beta'),
  'providers.yaml': {
    // The same model runs at two providers, and nothing is known about the third.
    providers: [
      provider('near', near, ['small', 'large']),
      provider('far', far, ['huge', 'small']),
      provider('dark', {}, ['small', 'deep']),
    ],
  },
  'tools.yaml': {
    servers: [
      {
        ...{ id: 'files', kind: 'mcp-stdio', package: '@modelcontextprotocol/server-filesystem', folder: '../files' },
        tools: {
          read_file: { groups: ['reading'] },
          write_file: { groups: ['writing', 'careful'] },
          list_directory: { groups: [] },
        },
      },
      {
        ...{ id: 'post', kind: 'mail', smtp: { env: 'TEST_SMTP' }, from: 'ann@in.example', source: 'books' },
        tools: { send: { groups: ['outbound', 'careful'] }, draft: { groups: ['writing'] } },
      },
    ],
    sources: [{ id: 'books', kind: 'books', folder: '../files' }],
  },
}

/** An organisation whose groups, servers and systems overlap in every way a scope can ask for. */
function readOrganisation(): Organisation {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-policy-'))
  try {
    for (const directory of ['files', 'organisation/systems']) mkdirSync(join(folder, directory), { recursive: true })
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, 'organisation', name), JSON.stringify(content))
    }
    return loadOrganisation(join(folder, 'organisation'))
  } finally {
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
}

export const organisation = readOrganisation()

export function organisationWith(policies: string): Organisation {
  return { ...organisation, policies: [{ name: 'policies/generated.cedar', text: policies }] }
}

const principal = fc.constantFrom(
  ...['principal', 'principal is Agent', 'principal == Agent::"one"', 'principal == Agent::"three"'],
  ...['principal in System::"alpha"', 'principal in System::"beta"', 'principal in Agent::"two"'],
  ...['principal is Agent in System::"alpha"', 'principal in System::"nobody"', 'principal == Agent::"nobody"'],
)
const action = fc.constantFrom(
  ...['action', 'action == Action::"callTool"', 'action == Action::"callModel"'],
  ...['action in Action::"callTool"', 'action in [Action::"callTool", Action::"callModel"]'],
)
const anyResource = [
  ...['resource', 'resource is Tool', 'resource is Model', 'resource == Tool::"files_read_file"'],
  ...['resource in ToolGroup::"reading"', 'resource in ToolGroup::"writing"', 'resource in ToolGroup::"careful"'],
  ...['resource in ToolServer::"files"', 'resource is Tool in ToolGroup::"careful"', 'resource in Provider::"near"'],
  ...['resource == Model::"huge"', 'resource is Model in Provider::"far"', 'resource in ToolGroup::"nobody"'],
  ...['resource is Model in ToolGroup::"careful"', 'resource in Provider::"dark"', 'resource == Model::"small"'],
]
const mailResource = [
  ...['resource in ToolServer::"post"', 'resource in ToolGroup::"outbound"', 'resource == Tool::"post_send"'],
  ...['resource is Tool in ToolServer::"post"', 'resource == Tool::"post_draft"'],
]

const people = ['a@in.example', 'b@out.example', 'c@out.example', 'd@elsewhere.example']
const labels = ['untrusted', 'personal', 'customer:1', 'secret']
const findings = ['bsn', 'iban', 'email']

const words = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values.map((v) => `"${v}"`))
const someWords = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.array(words(values), { minLength: 1, maxLength: 3 }).map((members) => `[${members.join(', ')}]`)

const everywhere = [
  words(labels).map((label) => `context.labels.contains(${label})`),
  words(findings).map((finding) => `context.findings.contains(${finding})`),
  words(bodies).map((body) => `context.approvals.contains(${body})`),
  someWords(labels).map((set) => `context.labels.containsAny(${set})`),
  someWords(findings).map((set) => `${set}.containsAll(context.findings)`),
  fc.constantFrom('context.labels.isEmpty()', 'context.labels == context.findings', 'principal in System::"beta"'),
  fc.constantFrom('resource is Tool', 'resource is Model && resource.processedIn.contains("US")', 'true', 'false'),
  fc.constantFrom(
    ...['resource is Model && resource.jurisdiction == "US"', 'resource is Model && resource.retentionDays > 7'],
    ...['resource is Model && resource.trainsOnData', 'resource is Model && resource.subProcessors.contains("Cloud")'],
    ...['resource is Model && resource.ownedWithin.contains("eu")'],
    ...['resource is Model && resource.processedWithin.containsAny(["eu", "nl"])'],
  ),
  fc.constantFrom(
    'principal == Agent::"one"',
    'action == Action::"callTool"',
    'resource is Tool in ToolGroup::"careful"',
  ),
]
const aboutMail = [
  fc.constantFrom('context.documents.invoices > 0', 'context.documents.debtors == 1', 'context.documents.others != 0'),
  fc.constantFrom('context.documents.allOverdueAndUnpaid', 'context.mail.outsideRecipients.isEmpty()'),
  fc.constant('context.documents.debtorAddresses.containsAll(context.mail.recipients)'),
  fc.constant('context.mail.recipients == context.mail.outsideRecipients'),
  words(people).map((address) => `context.mail.recipients.contains(${address})`),
  fc.integer({ min: -2, max: 130_000 }).map((cents) => `context.documents.openCents - 1000 < ${cents}`),
  // The larger amounts below go beyond 2^63, the smallest stays within 2^53: Cedar and we err on the same ones.
  fc.constant('context.documents.openCents * 9007199254740991 > 3'),
]

const condition = (parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> => {
  const part = fc.oneof(...parts)
  return fc.oneof(
    part,
    part.map((a) => `!(${a})`),
    fc.tuple(part, fc.constantFrom('&&', '||'), part).map(([a, operator, b]) => `${a} ${operator} ${b}`),
    fc.tuple(part, part, part).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
  )
}

const clauses = (parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom('when', 'unless'), condition(parts)), { maxLength: 2 })
    .map((all) => all.map(([kind, body]) => `${kind} { ${body} }`).join('\n'))

const body = fc.oneof(
  fc.tuple(principal, action, fc.constantFrom(...anyResource), clauses(everywhere)),
  fc.tuple(
    principal,
    fc.constant('action == Action::"callTool"'),
    fc.constantFrom(...mailResource),
    clauses([...everywhere, ...aboutMail]),
  ),
)

const remedy = fc.constantFrom(
  ...['', '@remedy("approve:finance")', '@remedy("approve:board")', '@remedy("redact:bsn")'],
  ...['@remedy("mask:iban")', '@remedy("route:near")', '@remedy("route:eu")', '@remedy("label:secret")'],
)

const effect = fc.oneof(
  { arbitrary: fc.constant('permit'), weight: 3 },
  { arbitrary: remedy.map((annotation) => `${annotation} forbid`), weight: 2 },
)

/** Without a broad permit nearly every request would be denied, and the other rules would never be tested. */
const broad = fc.constantFrom(
  'permit (principal, action, resource);',
  'permit (principal, action == Action::"callTool", resource);',
  'permit (principal in System::"alpha", action, resource) unless { context.labels.contains("secret") };',
)

/** Rules that Cedar's validator takes, as the text of one policy file. */
export const policyFile: fc.Arbitrary<string> = fc
  .array(fc.oneof({ arbitrary: rule(), weight: 5 }, { arbitrary: broad, weight: 1 }), { minLength: 1, maxLength: 14 })
  .map((rules) => rules.map((text, index) => `@id("r${index}") ${text}`).join('\n'))

function rule(): fc.Arbitrary<string> {
  return fc
    .tuple(effect, body)
    .map(([kind, [who, what, where, when]]) => `${kind} (${who}, ${what}, ${where}) ${when};`)
}

const facts = (): fc.Arbitrary<PolicyContext> =>
  fc.record({ labels: fc.subarray(labels), findings: fc.subarray(findings), approvals: fc.subarray(bodies) })

const mailFacts: fc.Arbitrary<PolicyContext> = fc.record({
  labels: fc.subarray(labels),
  findings: fc.subarray(findings),
  approvals: fc.subarray(bodies),
  mail: fc.record({
    recipients: fc.subarray(people),
    outsideRecipients: fc.subarray(people),
    outsideCount: fc.integer({ min: 0, max: 4 }),
    firstTimeRecipients: fc.subarray(people),
  }),
  documents: fc.record({
    invoices: fc.integer({ min: 0, max: 2 }),
    others: fc.integer({ min: 0, max: 1 }),
    debtors: fc.integer({ min: 0, max: 2 }),
    debtorAddresses: fc.subarray(people),
    allOverdueAndUnpaid: fc.boolean(),
    openCents: fc.constantFrom(0, 1, 5000, 121_000),
    customers: fc.constant(['1']),
  }),
})

const { tools, providers, agents } = organisation

/** A request that fits the organisation above. */
export const fittingRequest: fc.Arbitrary<PolicyRequest> = fc
  .tuple(fc.constantFrom(...agents.values()), fc.oneof(toolCall(), modelCall()))
  .map(([{ id, system }, call]) => ({ principal: { agent: id, system }, ...call }))

function toolCall(): fc.Arbitrary<Omit<PolicyRequest, 'principal'>> {
  return fc.constantFrom(...tools.values()).chain(({ name, server, groups }) =>
    (server === 'post' ? mailFacts : facts()).map((context) => ({
      action: 'callTool',
      resource: { kind: 'tool', tool: name, server, groups },
      context,
    })),
  )
}

function modelCall(): fc.Arbitrary<Omit<PolicyRequest, 'principal'>> {
  const models = [...providers.values()].flatMap((provider) =>
    provider.models.map(({ id }) => ({
      ...{ kind: 'model' as const, model: id, provider: provider.id, facts: modelFactsOf(provider) },
    })),
  )
  return fc
    .tuple(fc.constantFrom(...models), facts())
    .map(([resource, context]) => ({ action: 'callModel', resource, context }))
}
