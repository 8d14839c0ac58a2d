// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import {
  dayIn,
  doubtsIn,
  type Organisation,
  type PolicyFile,
  type Problem,
  problemIn,
  tellPlace,
} from '../../organisation/index.ts'
import type { CaseResult, PolicyContext, PolicyFinding, PolicyRequest } from '../../policy/index.ts'
import type { Standing, SystemView } from '../../register/index.ts'
import { ApiClient, type ApiOptions, Refused, withApiOptions } from '../client/api-client.ts'
import { wholeCase } from '../client/whole-case.ts'
import { CliError, exitCodes, systemCode } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { organisationAt, readable } from '../input/organisation-at.ts'
import type { Terminal } from '../terminal.ts'
import { addPolicyChangeCommands } from './policy-changes.ts'

interface Options {
  readonly organisation: string
  readonly json?: true
}

export function addPolicyCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const policy = program
    .command('policy')
    .description(say('controleert en verklaart regels', 'checks and explains rules'))
  const organisation = [
    '--organisation <folder>',
    say('de map van de organisatie', "the organisation's folder"),
  ] as const

  policy
    .command('check')
    .description(say('zoekt fouten en gaten in de regels', 'looks for mistakes and gaps in the rules'))
    .requiredOption(...organisation)
    .option('--json', say('voor een machine', 'for a machine'))
    .action((options: Options) => check(options, terminal))

  policy
    .command('test')
    .argument('<cases>', say('een map met voorbeelden (*.yaml)', 'a folder with examples (*.yaml)'))
    .description(say('past de regels toe op voorbeelden en vergelijkt', 'applies the rules to examples and compares'))
    .requiredOption(...organisation)
    .option('--json', say('voor een machine', 'for a machine'))
    .action((folder: string, options: Options) => test(folder, options, terminal))

  withApiOptions(policy.command('explain'), terminal)
    .argument('[case]', say('het nummer van de zaak', 'the id of the case'))
    .option('--call <id>', say('van een aanroep in plaats van een zaak', 'of a call instead of a case'))
    .description(
      say(
        'zegt welke regels en feiten een zaak of aanroep bepaalden, en wat er anders zou moeten zijn',
        'says which rules and facts determined a case or a call, and what would have to change',
      ),
    )
    .requiredOption(...organisation)
    .action((id: string | undefined, options: ExplainOptions) => explainOne(id, options, terminal))
  addPolicyChangeCommands(policy, terminal)
}

async function check({ organisation, json }: Options, terminal: Terminal): Promise<void> {
  const { say, language } = terminal
  const [{ checkPolicies }, { withBuiltIn }] = await Promise.all([
    import('../../policy/index.ts'),
    import('../../revision/index.ts'),
  ])
  const loaded = await organisationAt(organisation, language)
  const findings = [loaded.policies, loaded.shadow].flatMap((policies) =>
    policies.length === 0 ? [] : checkPolicies(withBuiltIn({ ...loaded, policies })),
  )
  const doubts = doubtsIn(loaded).map((doubt) => ({ code: 'refused', severity: 'warning', ...doubt }) as const)
  const found = [...findings, ...doubts]
  if (json) terminal.json(found.map((one) => problemIn(one, language)))
  else if (found.length === 0) terminal.out(say('De regels zijn in orde.', 'The rules are in order.'))
  else terminal.out(...found.map((one) => tellFinding(one, terminal)))
  if (findings.some(({ severity }) => severity === 'error')) terminal.exitWith(exitCodes.failed)
}

type Told = Problem & Pick<PolicyFinding, 'severity' | 'rule'>

function tellFinding({ severity, rule, message, ...place }: Told, { say, language }: Terminal): string {
  const weight = severity === 'error' ? say('fout', 'error') : say('let op', 'warning')
  return `${tellPlace(place)}: ${weight}: ${rule === undefined ? '' : `${rule}: `}${message[language]}`
}

async function test(folder: string, { organisation, json }: Options, terminal: Terminal): Promise<void> {
  const { say, language } = terminal
  const loaded = await organisationAt(organisation, language)
  const results = await testedIn(folder, loaded, terminal)
  const failed = results.filter(({ passed }) => !passed)
  if (json) terminal.json(results.map((result) => problemIn(result, language)))
  else {
    terminal.out(
      ...failed.map(({ name, message, ...place }) => `${tellPlace(place)}: ${name}: ${message[language]}`),
      say(
        `${results.length - failed.length} goed, ${failed.length} fout`,
        `${results.length - failed.length} passed, ${failed.length} failed`,
      ),
    )
  }
  if (failed.length > 0) terminal.exitWith(exitCodes.failed)
}

async function testedIn(
  folder: string,
  organisation: Organisation,
  { say, language }: Terminal,
): Promise<readonly CaseResult[]> {
  const [{ readCaseFiles, testPolicies }, { withBuiltIn }, { standingByFile }] = await Promise.all([
    import('../../policy/index.ts'),
    import('../../revision/index.ts'),
    import('../../register/index.ts'),
  ])
  const today = dayIn(organisation.settings.timezone, Date.now())
  try {
    const files = readCaseFiles(folder)
    if (files.length > 0) {
      return readable(
        () => testPolicies(withBuiltIn(organisation), files, (system) => standingByFile(organisation, system, today)),
        language,
      )
    }
    throw new CliError(
      'unusable',
      say(`In ${folder} staan geen voorbeelden (*.yaml).`, `${folder} holds no examples (*.yaml).`),
    )
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
    throw new CliError('unusable', say(`Er is geen map ${folder}.`, `There is no folder ${folder}.`), { cause: error })
  }
}

type ExplainOptions = Options & ApiOptions & { readonly call?: string }

async function explainOne(id: string | undefined, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const { call } = options
  if (call !== undefined && id === undefined) return await explainCall(call, options, terminal)
  if (call === undefined && id !== undefined) return await explainCase(id, options, terminal)
  throw new CliError('misused', terminal.say('Geef een zaak, of --call.', 'Give a case, or --call.'))
}

/** By the rules of that time, but in the organisation as it is now: a tool's groups come from the folder. */
async function explainCall(given: string, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const { explain, explanationText, loadPolicies, rehearse } = await import('../../policy/index.ts')
  const { say, language, out } = terminal
  const id = idFrom(given, terminal)
  const organisation = await organisationAt(options.organisation, terminal.language)
  const found = await new ApiClient(options, terminal).get<ExplainedCall>('calls', id, 'decision')
  if (found.policies === undefined) {
    throw new CliError(
      'unusable',
      say(
        `De tekst van de regels van toen is niet bewaard; er beslisten: ${found.rules.join(', ')}.`,
        `The text of the rules of that time was not kept; what decided: ${found.rules.join(', ')}.`,
      ),
    )
  }
  const policies = readable(() => loadPolicies({ ...organisation, policies: found.policies ?? [] }), terminal.language)
  const explanation = explain(policies, found.request, rehearse(policies, found.request))
  if (options.json) return terminal.json(explanation)
  out(
    say(
      `Volgens de regels van toen (${found.policy.slice(0, 16)}):`,
      `By the rules of that time (${found.policy.slice(0, 16)}):`,
    ),
    ...explanationText(explanation, language).split('\n'),
  )
}

/** What the API gives about a decision. */
interface ExplainedCall {
  readonly rules: readonly string[]
  readonly policy: string
  readonly request: PolicyRequest
  readonly policies?: readonly PolicyFile[]
}

async function explainCase(given: string, options: Options & ApiOptions, terminal: Terminal): Promise<void> {
  const [{ explain, explanationText, loadPolicies }, { withBuiltIn }] = await Promise.all([
    import('../../policy/index.ts'),
    import('../../revision/index.ts'),
  ])
  const id = idFrom(given, terminal)
  const organisation = await organisationAt(options.organisation, terminal.language)
  const client = new ApiClient(options, terminal)
  // The facts in the form that policy takes; the API gives what the gate kept of them.
  const found = await wholeCase<PolicyContext>(client, id)
  const standing = await standingOf(client, organisation, found.system.id)
  const policies = readable(() => loadPolicies(withBuiltIn(organisation)), terminal.language)
  const { server = '', groups = [] } = organisation.tools.get(found.tool) ?? {}
  const request: PolicyRequest = {
    principal: { agent: found.agent.id, system: found.system.id, standing },
    action: 'callTool',
    resource: { kind: 'tool', tool: found.tool, server, groups },
    context: { ...found.facts, labels: found.labels, findings: found.findings, approvals: [] },
  }
  const explanation = explain(policies, request, policies.decide(request))
  if (options.json) terminal.json(explanation)
  else {
    const { say, language, out } = terminal
    out(say(`Volgens de regels in ${options.organisation}:`, `By the rules in ${options.organisation}:`))
    out(...explanationText(explanation, language).split('\n'))
  }
}

/** How the register has the system now; a system that isn't in it stands as its file says. */
async function standingOf(client: ApiClient, organisation: Organisation, system: string): Promise<Standing> {
  try {
    return (await client.get<Pick<SystemView, 'gate'>>('systems', system)).gate
  } catch (error) {
    if (!(error instanceof Refused) || error.problem !== 'not-found') throw error
    const { standingByFile } = await import('../../register/index.ts')
    return standingByFile(organisation, system, dayIn(organisation.settings.timezone, Date.now()))
  }
}
