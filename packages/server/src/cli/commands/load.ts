// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../api-client.ts'
import { tellWithout, type Without } from '../tell-key.ts'
import type { Terminal } from '../terminal.ts'

interface Loaded {
  readonly digest: string
  readonly without: Without
}

export function addLoad(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('load'), terminal)
    .description(say('leest de bestanden van de organisatie opnieuw', "reads the organisation's files anew"))
    .action(async (options: ApiOptions) => {
      const answer = await new ApiClient(options, terminal).post<Loaded>(['organisation', 'load'])
      if (options.json) return terminal.json(answer)
      terminal.out(
        say(
          `Gelezen; vanaf nu geldt wat in de bestanden staat (${answer.digest.slice(0, 16)}).`,
          `Read; what the files say is in force from now on (${answer.digest.slice(0, 16)}).`,
        ),
        ...tellWithout(answer.without, terminal),
      )
    })
}
