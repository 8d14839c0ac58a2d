// SPDX-License-Identifier: EUPL-1.2
// The organisation that the bench asks in: nothing of what Sluis does for a call is left out.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const permit = `@id("bencher-may-use-its-model")
permit (principal in System::"bench", action == Action::"callModel", resource == Model::"reporting");`

/** On requests and, because it names no action, on every answer too: each word of a stream is looked through. */
const onEverything = `@id("no-bsn-leaves") @remedy("redact:bsn")
forbid (principal, action, resource) when { context.findings.contains("bsn") };`

const onTheseCalls = (at: number): string => `@id("on-these-calls-${at}")
forbid (principal in System::"bench", action == Action::"callModel", resource)
when { context.labels.contains("secret") && context.findings.contains("iban") && !context.approvals.contains("body-${at}") };`

const onOthers = (at: number): string => `@id("on-others-${at}")
forbid (principal in System::"system-${at % 20}", action == Action::"callTool", resource in ToolGroup::"group-${at}")
when { context.labels.contains("secret") };`

/** So many rules, of which half read facts of the bench's own calls, and half are about calls of others. */
export function policies(count: number, rules: readonly string[] = [permit, onEverything]): string {
  const more = Array.from({ length: count - rules.length }, (_, at) => (at % 2 === 0 ? onTheseCalls(at) : onOthers(at)))
  return [...rules, ...more].join('\n')
}

/** Of one rule and of many: the one that permits, and no rule about answers, which are work of another kind. */
export function policiesOnRequests(count: number): string {
  return policies(count, [permit])
}

const limits =
  '{ calls: { perMinute: 1000000, atOnce: 4000 }, tokens: { perDay: 900000000000, perMonth: 900000000000 } }'

const organisation = `id: bench
name: Bench
language: en
timezone: Europe/Amsterdam
mailDomains: [bench.example]
people: [{ id: anna, name: Anna, email: anna@bench.example, roles: [owner, reviewer] }]
bodies: [{ id: finance, name: Finance, members: [anna], quorum: 1, expiresAfter: 8h }]
agents: [{ id: bencher, name: Bencher, system: bench, limits: ${limits} }]
limits: { money: { currency: EUR, perDay: 900000000, perMonth: 900000000 } }
`

const system = `id: bench
name: Bench
purpose: To be measured.
owner: anna
accountable: anna
models: [reporting]
tools: []
limits: ${limits}
`

const providers = (port: number): string => `providers:
  - id: upstream
    name: The bench's own
    source: the bench
    asOf: 2026-11-22
    jurisdiction: NL
    processedIn: [NL]
    subProcessors: []
    retentionDays: 0
    trainsOnData: false
    api: openai
    url: { env: BENCH_MODEL_URL, default: 'http://127.0.0.1:${port}/v1' }
    models:
      - id: reporting
        name: The bench's model
        admitted: { by: anna, on: 2026-11-22 }
        price: { currency: EUR, input: 0.5, output: 1.5, source: the bench, asOf: 2026-11-22 }
`

const example = new URL('../../../examples/weekly-report/organisation/systems/weekly-report.yaml', import.meta.url)

/** What the AI register says of the example's system: a system of which it says nothing may do nothing. */
function register(): string {
  const text = readFileSync(example, 'utf8')
  return text.slice(text.indexOf('\nregister:'))
}

/** Writes it into `folder/organisation`; its model is on that port of this machine. */
export function writeOrganisation(folder: string, upstreamPort: number, cedar: string): string {
  const home = join(folder, 'organisation')
  for (const part of ['systems', 'policies', 'tasks']) mkdirSync(join(home, part), { recursive: true })
  writeFileSync(join(home, 'organisation.yaml'), organisation)
  writeFileSync(join(home, 'systems/bench.yaml'), system + register())
  writeFileSync(join(home, 'providers.yaml'), providers(upstreamPort))
  writeFileSync(join(home, 'tools.yaml'), 'servers: []\nsources: []\n')
  writeFileSync(join(home, 'policies/bench.cedar'), cedar)
  return folder
}
