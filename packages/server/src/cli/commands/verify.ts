// SPDX-License-Identifier: EUPL-1.2
import { statSync } from 'node:fs'
import type { Command } from 'commander'
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly key?: string
  readonly against?: readonly string[]
  readonly json?: true
}

export function addVerify(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('verify')
    .argument('<dir>', say('een map van sluis export-log', 'a directory of sluis export-log'))
    .summary(say('controleert een uitgeschreven log', 'checks a log that was written out'))
    .description(
      say(
        'Controleert een uitgeschreven log zonder de server te vertrouwen, en zegt wat bewezen is en wat niet.',
        'Checks a log that was written out, without trusting the server, and says what is proved and what is not.',
      ),
    )
    .option(
      '--key <vkey>',
      say(
        'de controlesleutel van het log, of een bestand met die sleutel; vraag hem niet aan wie u controleert',
        "the log's verifier key, or a file that holds it; don't get it from the party that you are checking",
      ),
    )
    .option(
      '--against <file>',
      say(
        'een controlepunt van dit log dat u al had; mag vaker',
        'a checkpoint of this log that you had already; may be given more than once',
      ),
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--json', say('voor een machine', 'for a machine'))
    .addHelpText(
      'after',
      say(
        '\nUitkomsten: 0 geldig, 1 ongeldig, 2 verkeerd gebruikt, 3 sleutel onbekend, 4 onbereikbaar.',
        "\nExit codes: 0 valid, 1 invalid, 2 wrong use, 3 key unknown, 4 can't be reached.",
      ),
    )
    .action(async (directory: string, { key, against = [], json }: Options) => {
      if (statSync(directory, { throwIfNoEntry: false })?.isFile())
        throw new CliError('misused', tellFile(directory, terminal))
      // Loaded only when needed, so that a stop doesn't wait for it.
      const { verifyExport } = await import('../audit/verify-export.ts')
      const { tellVerified, verdictCode, verifiedJson } = await import('../tell/verified.ts')
      const verified = await verifyExport({ directory, key, against }, terminal)
      if (json) terminal.json(verifiedJson(verified))
      else terminal.out(...tellVerified(verified, against, say))
      terminal.exitWith(verdictCode(verified))
    })
}

function tellFile(file: string, { say, command }: Terminal): string {
  return say(
    `${file} is een bestand; hier hoort een map van ${command} export-log. Een bewijs (.tlog-proof) controleert u met: ${command}-log verify ${file} --key SLEUTEL`,
    `${file} is a file; this takes a directory of ${command} export-log. A proof (.tlog-proof) is checked by: ${command}-log verify ${file} --key KEY`,
  )
}
