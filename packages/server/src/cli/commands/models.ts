// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { type Models, tellModels } from '../tell/models.ts'
import type { Terminal } from '../terminal.ts'

export function addModels(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('models'), terminal)
    .summary(say('de modellen, wie ze levert, en wat er veranderde', 'the models, who serves them, and what changed'))
    .description(
      say(
        'Laat per weg naar een model zien wat over de leverancier bekend is, welk model hij zegt te leveren, en wat daaraan veranderde.',
        'Shows for each route to a model what is known of its provider, which model it says it serves, and what changed in that.',
      ),
    )
    .action(async (options: ApiOptions) => {
      const models = await new ApiClient(options, terminal).get<Models>('models')
      if (options.json) terminal.json(models)
      else terminal.out(...tellModels(models, terminal))
    })
}
