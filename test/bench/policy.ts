// SPDX-License-Identifier: EUPL-1.2
// How long one decision takes, with the facts of a real mail, at 50 and at 500 rules; the target is 75 µs.
// Two sets each: one where most rules are about other agents and tools, as in an organisation, and the worst one, where
// every rule applies to this call and reads its facts.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { loadOrganisation } from '../../packages/server/src/organisation/index.ts'
import { loadPolicies, type PolicyRequest, type PolicySet } from '../../packages/server/src/policy/index.ts'

const folder = new URL('../../examples/weekly-report/organisation', import.meta.url).pathname
const organisation = loadOrganisation(folder)

const request: PolicyRequest = {
  principal: { agent: 'reporter', system: 'weekly-report' },
  action: 'callTool',
  resource: { kind: 'tool', tool: 'mail_send', server: 'mail', groups: ['outbound-mail'] },
  context: {
    labels: ['customer:10023', 'customer:10044', 'personal', 'untrusted'],
    findings: ['email', 'iban'],
    approvals: ['finance'],
    mail: {
      recipients: ['administratie@jansen.example', 'inkoop@jansen.example'],
      outsideRecipients: ['administratie@jansen.example', 'inkoop@jansen.example'],
      outsideCount: 2,
      firstTimeRecipients: [],
    },
    documents: {
      invoices: 1,
      others: 0,
      debtors: 1,
      debtorAddresses: ['administratie@jansen.example', 'directie@jansen.example', 'inkoop@jansen.example'],
      allOverdueAndUnpaid: true,
      openCents: 121_000,
      customers: ['10023'],
    },
  },
}

const elsewhere = (index: number): string =>
  `@id("elsewhere-${index}")
  forbid (principal in System::"system-${index % 20}", action == Action::"callTool", resource in ToolGroup::"group-${index}")
  when { context.labels.contains("secret") };`

const applying = (index: number): string =>
  `@id("applying-${index}")
  forbid (principal, action == Action::"callTool", resource in ToolGroup::"outbound-mail")
  when {
    context.documents.openCents > ${1_000_000 + index} ||
    (context.labels.contains("untrusted") && context.mail.recipients.contains("nobody-${index}@elders.example")) ||
    !(context.documents.debtorAddresses.containsAll(context.mail.recipients))
  };`

function withRules(count: number, rule: (index: number) => string): PolicySet {
  const own = organisation.policies.map(({ text }) => text).join('\n')
  const ownCount = loadPolicies(organisation).rules.size
  const text = [own, ...Array.from({ length: count - ownCount }, (_, index) => rule(index))].join('\n')
  return loadPolicies({ ...organisation, policies: [{ name: 'policies/bench.cedar', text }] })
}

/** Cedar itself with the whole preparsed set, for comparison. */
function cedar(policies: PolicySet): () => void {
  const staticPolicies = Object.fromEntries([...policies.rules.values()].map(({ id, text }) => [id, text]))
  preparsePolicySet('bench', { staticPolicies })
  const entities = [
    { uid: { type: 'Agent', id: 'reporter' }, attrs: {}, parents: [{ type: 'System', id: 'weekly-report' }] },
    { uid: { type: 'Tool', id: 'mail_send' }, attrs: {}, parents: [{ type: 'ToolGroup', id: 'outbound-mail' }] },
  ]
  const context = JSON.parse(JSON.stringify(request.context))
  const call = {
    principal: { type: 'Agent', id: 'reporter' },
    action: { type: 'Action', id: 'callTool' },
    resource: { type: 'Tool', id: 'mail_send' },
    preparsedPolicySetId: 'bench',
  }
  return () => {
    const answer = statefulIsAuthorized({ ...call, context, entities })
    if (answer.type !== 'success' || answer.response.decision !== 'allow') throw new Error('Cedar decided otherwise')
  }
}

function measure(work: () => void, rounds: number): { median: string; p99: string } {
  for (let round = 0; round < rounds / 5; round++) work()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = process.hrtime.bigint()
    work()
    times.push(Number(process.hrtime.bigint() - started) / 1000)
  }
  times.sort((a, b) => a - b)
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1)
  return { median: at(0.5), p99: at(0.99) }
}

function benchPolicy(): void {
  for (const count of [50, 500]) {
    for (const [name, rule] of [
      ['most rules about other calls', elsewhere],
      ['every rule about this call', applying],
    ] as const) {
      const started = performance.now()
      const policies = withRules(count, rule)
      const loaded = (performance.now() - started).toFixed(0)
      const ours = measure(() => {
        if (policies.decide(request).effect !== 'allow') throw new Error('decided otherwise')
      }, 20_000)
      const theirs = measure(cedar(policies), 300)
      console.log(
        `policy: ${count} rules, ${name}: median ${ours.median} µs, p99 ${ours.p99} µs ` +
          `(Cedar over the whole set: median ${theirs.median} µs; loading ${loaded} ms)`,
      )
    }
  }
}

if (import.meta.main) benchPolicy()
