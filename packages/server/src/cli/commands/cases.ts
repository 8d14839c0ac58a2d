// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { CaseSummary } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { listAt, type PageOptions, tellPage, withAfter } from '../client/page.ts'
import { wholeCase } from '../client/whole-case.ts'
import { idFrom } from '../input/id.ts'
import { tellCase, tellSummary } from '../tell/case.ts'
import type { Terminal } from '../terminal.ts'

interface Listing {
  readonly cases: readonly CaseSummary[]
  readonly next?: string
}

export function addCaseCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withAfter(withApiOptions(program.command('cases'), terminal), terminal)
    .description(say('laat zien wat op een besluit wacht', 'shows what waits for a decision'))
    .option('--all', say('ook wat al beslist is', 'also what was decided already'))
    .action(async ({ all, after, ...options }: ApiOptions & PageOptions & { readonly all?: true }) => {
      const api = new ApiClient(options, terminal)
      const answer = await api.get<Listing>(listAt('cases', { state: all ? 'all' : 'open', after }, terminal))
      if (options.json) terminal.json(answer)
      else
        terminal.out(
          ...tellPage(
            tellCases(answer.cases, terminal),
            { listed: answer.cases, next: answer.next, after, again: all ? 'cases --all' : 'cases' },
            terminal,
          ),
        )
    })

  withApiOptions(program.command('show'), terminal)
    .argument('<case>', say('het nummer van de zaak', 'the id of the case'))
    .description(
      say('laat een zaak zien met alles wat erover te weten is', 'shows a case with all that is known about it'),
    )
    .action(async (id: string, options: ApiOptions) => {
      const found = await wholeCase(new ApiClient(options, terminal), idFrom(id, terminal))
      if (options.json) terminal.json(found)
      else terminal.out(...tellCase(found, Date.now(), terminal))
    })
}

function tellCases(cases: readonly CaseSummary[], terminal: Terminal): readonly string[] {
  const { say, command } = terminal
  if (cases.length === 0) return [say('Er wacht niets.', 'Nothing waits.')]
  const now = Date.now()
  return [
    ...cases.flatMap((one) => [...tellSummary(one, now, terminal), '']),
    say(`Meer weten: ${command} show <zaak>`, `To know more: ${command} show <case>`),
  ]
}
