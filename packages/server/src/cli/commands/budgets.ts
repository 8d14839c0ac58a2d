// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Budget } from '../../limits/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import type { Terminal } from '../terminal.ts'

export function addBudgets(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('budgets'), terminal)
    .description(say('laat zien wat van elk budget gebruikt is', 'shows what is used of each budget'))
    .action(async (options: ApiOptions) => {
      const answer = await new ApiClient(options, terminal).get<{ readonly budgets: readonly Budget[] }>('budgets')
      if (options.json) terminal.json(answer)
      else terminal.out(...tellBudgets(answer.budgets, terminal))
    })
}

export function tellBudgets(
  budgets: readonly Budget[],
  { say, language }: Pick<Terminal, 'say' | 'language'>,
): readonly string[] {
  if (budgets.length === 0) {
    return [
      say('Er zijn geen budgetten; zie docs/guide/nl/budget.md.', 'There are no budgets; see docs/guide/en/budget.md.'),
    ]
  }
  return budgets.map(({ scope, of, unit, per, period, limit, used, reserved }) => {
    const amount = (value: number): string => tellAmount(value, unit, language)
    const whose = of?.name ?? (scope === 'organisation' ? say('de organisatie', 'the organisation') : scope)
    const when = per === 'day' ? say(`op ${period}`, `on ${period}`) : `in ${period}`
    const open = reserved === 0 ? '' : say(`, ${amount(reserved)} gereserveerd`, `, ${amount(reserved)} reserved`)
    return `${whose}, ${when}: ${say(`${amount(used)} van ${amount(limit)}`, `${amount(used)} of ${amount(limit)}`)}${open}`
  })
}

/** Money with all its decimals, of which there can be six for the price of a token. */
function tellAmount(value: number, unit: string, language: 'nl' | 'en'): string {
  if (unit === 'tokens') return `${value.toLocaleString(language)} tokens`
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 6 }
  return `${unit} ${(value / 1_000_000).toLocaleString(language, decimals)}`
}
