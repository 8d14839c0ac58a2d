// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Case } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import { tellDecided } from '../tell/decided.ts'
import type { Terminal } from '../terminal.ts'

export function addDecideCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const theCase = say('het nummer van de zaak', 'the id of the case')

  withApiOptions(program.command('approve'), terminal)
    .argument('<case>', theCase)
    .description(say('keurt goed dat dit één keer gebeurt', 'approves that this is done once'))
    .option('--reason <text>', say('waarom', 'why'))
    .action(async (id: string, { reason, ...options }: ApiOptions & { readonly reason?: string }) => {
      await decide(id, { verdict: 'approve', ...(reason === undefined ? {} : { reason }) }, options, terminal)
    })

  withApiOptions(program.command('reject'), terminal)
    .argument('<case>', theCase)
    .description(say('wijst af: dit gebeurt niet', 'rejects: this is not done'))
    .requiredOption('--reason <text>', say('waarom niet', 'why not'))
    .action(async (id: string, { reason, ...options }: ApiOptions & { readonly reason: string }) => {
      await decide(id, { verdict: 'reject', reason }, options, terminal)
    })
}

/** Sends along the digest of the case as it is now, so that the verdict counts for this call and no other (P5). */
async function decide(
  given: string,
  wish: { readonly verdict: 'approve' | 'reject'; readonly reason?: string },
  options: ApiOptions,
  terminal: Terminal,
): Promise<void> {
  const api = new ApiClient(options, terminal)
  const id = idFrom(given, terminal)
  const { digest } = await api.get<Case>('cases', id)
  const after = await api.post<Case>(['cases', id, 'verdicts'], { ...wish, digest })
  if (options.json) terminal.json(after)
  else terminal.out(tellDecided(after, wish.verdict, terminal))
}
