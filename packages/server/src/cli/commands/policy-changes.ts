// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Replay, ShadowSummary } from '../../revision/index.ts'
import { ApiClient, type ApiOptions, Refused, withApiOptions } from '../client/api-client.ts'
import { CliError } from '../error.ts'
import { organisationAt, readable } from '../input/organisation-at.ts'
import { sinceFrom } from '../input/since.ts'
import { progressTo } from '../progress.ts'
import { tellProblem } from '../tell/problem.ts'
import { tellReplayed, tellShadow } from '../tell/replay.ts'
import type { Terminal } from '../terminal.ts'

interface ReplayOptions extends ApiOptions {
  readonly organisation: string
  readonly since: string
}

/** Shows what a change of the rules would do before it is made. */
export function addPolicyChangeCommands(policy: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(policy.command('replay'), terminal)
    .description(
      say(
        'beslist opnieuw over wat er echt gebeurde, volgens gewijzigde regels; wie dat deed, staat in het log',
        'decides past calls again by changed rules; the log records who did so',
      ),
    )
    .requiredOption(
      '--organisation <folder>',
      say('de map met de gewijzigde regels', 'the folder with the changed rules'),
    )
    .requiredOption('--since <time>', say('bijvoorbeeld 30d, 12h of 2026-11-01', 'for example 30d, 12h or 2026-11-01'))
    .action((options: ReplayOptions) => replay(options, terminal))

  withApiOptions(policy.command('shadow'), terminal)
    .description(
      say(
        'toont waar de regels in policies-shadow/ anders zouden beslissen',
        'shows where the rules in policies-shadow/ would decide otherwise',
      ),
    )
    .action(async (options: ApiOptions) => {
      const summary = await shadowOf(new ApiClient(options, terminal), terminal)
      if (options.json) terminal.json(summary)
      else terminal.out(...tellShadow(summary, say))
    })
}

async function shadowOf(client: ApiClient, { say, command }: Terminal): Promise<ShadowSummary> {
  try {
    return await client.get<ShadowSummary>('policy', 'shadow')
  } catch (error) {
    if (!(error instanceof Refused) || error.problem !== 'not-found') throw error
    throw new Refused(error.problem, [
      say(
        `Er is geen schaduw geladen. Zet gewijzigde regels in policies-shadow/ en lees ze met: ${command} load`,
        `No shadow is loaded. Put changed rules in policies-shadow/ and read them with: ${command} load`,
      ),
    ])
  }
}

const askEveryMs = 250

async function replay({ organisation, since, ...options }: ReplayOptions, terminal: Terminal): Promise<void> {
  const { say, warn, language } = terminal
  const sinceMs = sinceFrom(since, Date.now(), terminal)
  const [{ loadPolicies }, { withBuiltIn }] = await Promise.all([
    import('../../policy/index.ts'),
    import('../../revision/index.ts'),
  ])
  const changed = await organisationAt(organisation, language)
  readable(() => loadPolicies(withBuiltIn(changed)), language)
  const client = new ApiClient(options, terminal)
  const wish = { since: sinceMs, policies: changed.policies }
  const { id } = await client.post<{ readonly id: string }>(['policy', 'replays'], wish)
  const progress = progressTo(warn)
  // Ctrl-C also cancels it on the server; left alone, it would occupy a core there and keep the next replay waiting.
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  let found: Replay = await client.get('policy', 'replays', id)
  while (found.state === 'running') {
    const { done, total } = found
    progress(() =>
      total === 0
        ? say('het log wordt geopend', 'the log is being opened')
        : say(`${done} van ${total} vermeldingen gelezen`, `${done} of ${total} entries read`),
    )
    await delay(askEveryMs, undefined, { signal: interrupted.signal }).catch(() => undefined)
    found = interrupted.signal.aborted
      ? await client.post(['policy', 'replays', id, 'cancel'])
      : await client.get('policy', 'replays', id)
  }
  if (found.state === 'cancelled')
    throw new CliError('refused', say('Afgebroken; er is niets uitgekomen.', 'Cancelled; nothing came out.'))
  if (found.state === 'failed')
    throw new CliError('refused', found.problems?.map((problem) => tellProblem(problem, language)) ?? [found.message])
  if (options.json) terminal.json(found)
  else terminal.out(...tellReplayed(found.report, say))
}
