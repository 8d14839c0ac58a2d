// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Case } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { wholeCase } from '../client/whole-case.ts'
import { CliError } from '../error.ts'
import { parseArguments } from '../input/arguments.ts'
import { editInEditor } from '../input/editor.ts'
import { readBounded } from '../input/file.ts'
import { idFrom } from '../input/id.ts'
import { tellDecided } from '../tell/decided.ts'
import type { Terminal } from '../terminal.ts'

const maxBytes = 1024 * 1024

interface Options extends ApiOptions {
  readonly to?: readonly string[]
  readonly subject?: string
  readonly text?: string
  readonly arguments?: string
  readonly reason?: string
}

type Arguments = NonNullable<Case['arguments']>

export function addEdit(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('edit'), terminal)
    .argument('<case>', say('het nummer van de zaak', 'the id of the case'))
    .summary(
      say('wijzigt wat de agent wil doen, en keurt dat goed', 'changes what the agent wants to do, and approves that'),
    )
    .description(
      say(
        'Wijzigt wat de agent wil doen, en keurt dat goed. Het is een nieuwe aanroep: de regels worden er opnieuw op toegepast. Zonder opties opent uw editor ($EDITOR).',
        'Changes what the agent wants to do, and approves that. It is a new call: the rules are applied to it again. Without options your editor opens ($EDITOR).',
      ),
    )
    .option(
      '--to <address>',
      say('een andere ontvanger; mag vaker', 'another recipient; may be given more than once'),
      (address: string, before: readonly string[] = []) => [...before, address],
    )
    .option('--subject <text>', say('een ander onderwerp', 'another subject'))
    .option('--text <text>', say('een andere tekst', 'another text'))
    .option('--arguments <file>', say('alles, als JSON-bestand', 'everything, as a JSON file'))
    .option('--reason <text>', say('waarom', 'why'))
    .action(async (given: string, options: Options) => {
      const api = new ApiClient(options, terminal)
      const id = idFrom(given, terminal)
      const found = await wholeCase(api, id)
      const wish = { verdict: 'edit', digest: found.digest, arguments: await changed(found, options, terminal) }
      const { reason } = options
      const after = await api.post<Case>(['cases', id, 'verdicts'], {
        ...wish,
        ...(reason === undefined ? {} : { reason }),
      })
      if (options.json) terminal.json(after)
      else terminal.out(tellDecided(after, 'edit', terminal))
    })
}

async function changed({ arguments: before, id }: Case, options: Options, terminal: Terminal): Promise<Arguments> {
  const { say } = terminal
  const { to, subject, text, arguments: file } = options
  if (before === null) {
    throw new CliError('refused', say('De inhoud van deze zaak is gewist.', 'The content of this case was erased.'))
  }
  const parts = { ...(to && { to }), ...(subject !== undefined && { subject }), ...(text !== undefined && { text }) }
  const hasParts = Object.keys(parts).length > 0
  if (file !== undefined && hasParts) {
    throw new CliError(
      'misused',
      say('Geef óf --arguments, óf losse onderdelen.', 'Give either --arguments or single parts.'),
    )
  }
  const after =
    file !== undefined
      ? parseArguments(readBounded(file, maxBytes, terminal).toString('utf8'), terminal)
      : hasParts
        ? { ...before, ...parts }
        : await editInEditor(id, before, terminal)
  if (JSON.stringify(after) !== JSON.stringify(before)) return after
  throw new CliError(
    'refused',
    say('Er is niets veranderd, dus er is niets verstuurd.', 'Nothing was changed, so nothing was sent.'),
  )
}
