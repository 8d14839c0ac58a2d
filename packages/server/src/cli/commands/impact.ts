// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Coverage, Impact, Supplier } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { tellCoverage, tellImpact, tellSuppliers } from '../tell/impact.ts'
import type { Terminal } from '../terminal.ts'
import { formatOption, writePaper } from './paper.ts'

interface ImpactOptions extends ApiOptions {
  readonly department?: string
  readonly format: string
  readonly to?: string
}

/** `sluis systems impact` and `sluis systems suppliers`. */
export function addImpact(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(systems.command('impact'), terminal)
    .description(
      say(
        'wat AI per afdeling verandert, en wat er ontbreekt',
        'what AI changes in each department, and what is missing',
      ),
    )
    .option('--department <name>', say('van één afdeling', 'of one department'))
    .addOption(formatOption(say))
    .option('--to <file>', say('schrijf het als stuk naar dit bestand', 'write it as a paper here'))
    .action(async ({ department, ...options }: ImpactOptions) => {
      const query: Record<string, string> = department === undefined ? {} : { department }
      if (options.to !== undefined) {
        const paper = { path: ['systems-impact', 'export'], name: 'impact', query } as const
        return await writePaper(paper, options, terminal)
      }
      const answer = await new ApiClient(options, terminal).get<Impact>(`systems-impact?${new URLSearchParams(query)}`)
      if (options.json) terminal.json(answer)
      else terminal.out(...tellImpact(answer, terminal))
    })

  withApiOptions(systems.command('suppliers'), terminal)
    .description(
      say('wie wat levert: gezien bij de poort of opgegeven', 'who supplies what: seen at the gate or declared'),
    )
    .action(async (options: ApiOptions) => {
      const seen = await new ApiClient(options, terminal).get<Seen>('systems-seen')
      const { suppliers, coverage } = seen
      if (options.json) terminal.json({ suppliers, coverage })
      else terminal.out(...tellSuppliers(suppliers, terminal), '', ...tellCoverage(terminal))
    })
}

interface Seen {
  readonly suppliers: readonly Supplier[]
  readonly coverage: Coverage
}
