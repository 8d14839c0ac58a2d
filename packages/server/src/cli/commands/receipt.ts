// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'
import { write } from './keep-file.ts'

interface Receipts {
  readonly intent: string
  readonly outcome?: string
  readonly verifierKey: string
}

type Options = ApiOptions & { readonly to: string }

export function addReceipt(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('receipt'), terminal)
    .argument('<call>', say('het nummer van de aanroep', 'the id of the call'))
    .description(
      say(
        'bewaart het bewijs van één aanroep, dat ieder met de controlesleutel kan nagaan',
        'keeps the proof of one call, which anyone with the verifier key can check',
      ),
    )
    .option('--to <folder>', say('waar het komt', 'where it goes'), '.')
    .action((call: string, options: Options) => receipt(call, options, terminal))
}

async function receipt(given: string, { to, ...options }: Options, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const call = idFrom(given, terminal)
  const { intent, outcome, verifierKey } = await new ApiClient(options, terminal).get<Receipts>(
    'calls',
    call,
    'receipt',
  )
  const decided = join(to, `${call}.tlog-proof`)
  const ended = join(to, `${call}.outcome.tlog-proof`)
  write(decided, intent, 'w', terminal)
  if (outcome !== undefined) write(ended, outcome, 'w', terminal)
  const files = outcome === undefined ? [decided] : [decided, ended]
  if (options.json) return terminal.json({ call, files, verifierKey })
  terminal.out(
    say(`Wat beslist is:    ${decided}`, `What was decided:  ${decided}`),
    ...(outcome === undefined ? [] : [say(`Wat ervan kwam:    ${ended}`, `What came of it:   ${ended}`)]),
    '',
    say(
      'Controleren, ook door een ander. Die krijgt de sleutel liever langs een andere weg dan deze bestanden:',
      'To check, by anyone else too. They had better get the key by another way than these files:',
    ),
    ...files.map((file) => `  npx sluis-log verify ${file} --key '${verifierKey}'`),
  )
}
