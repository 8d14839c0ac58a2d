// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { SystemView } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { readAnswer } from '../client/questionnaire.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { tellSystemInFull } from '../tell/system.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends ApiOptions {
  readonly basis: string
  readonly as?: string
  readonly reason?: string
  readonly fact?: readonly string[]
}

/**
 * `sluis systems accept` and `assess`: what people say about a system in their own name. Go and no-go are decisions.
 */
export function addSystemActs(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  const act = (name: string, path: string, description: string): Command =>
    withApiOptions(systems.command(name), terminal)
      .argument('<system>', say('de naam van een systeem', 'the id of a system'))
      .description(description)
      .requiredOption(
        '--basis <basis>',
        say('waar u naar keek: sluis systems SYSTEEM zegt het', 'what you looked at: sluis systems SYSTEM says it'),
      )
      .action((id: string, options: Options) => carryOut(idFrom(id, terminal), path, options, terminal))
  act(
    'accept',
    'acceptance',
    say('aanvaardt een systeem: alleen de verantwoordelijke', 'accepts a system: the accountable person alone'),
  )
  act('assess', 'assessments', say('beoordeelt de klasse van een systeem', "assesses a system's class"))
    .option('--as <role>', say('owner of second (tweede beoordelaar)', 'owner or second'), 'second')
    .option(
      '--fact <fact=answer>',
      say('een feit dat u anders ziet; mag vaker', 'a fact that you see differently; may be given more than once'),
      (given: string, before: readonly string[] = []) => [...before, given],
    )
    .requiredOption('--reason <text>', say('waarom', 'why'))
}

async function carryOut(id: string, path: string, { json, ...options }: Options, terminal: Terminal): Promise<void> {
  const api = new ApiClient(options, terminal)
  const { basis, as: role, reason, fact } = options
  const facts = fact && Object.fromEntries(fact.map((one) => factIn(one, terminal)))
  const after = await api.post<SystemView>(['systems', id, path], { basis, role, reason, facts })
  if (json) terminal.json(after)
  else terminal.out(...tellSystemInFull(after, terminal))
}

function factIn(text: string, { say }: Terminal): readonly [string, unknown] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), readAnswer(text.slice(at + 1))]
  throw new CliError(
    'misused',
    say(
      'Schrijf een feit als naam=yes, naam=no of naam=unknown.',
      'Write a fact as name=yes, name=no or name=unknown.',
    ),
  )
}
