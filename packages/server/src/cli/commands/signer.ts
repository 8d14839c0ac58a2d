// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CliError, systemCode, whyOf } from '../error.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly key: string
  readonly socket: string
  readonly log: string
}

export function addSigner(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('signer')
    .summary(say('bewaart de sleutel van het log in een eigen proces', "keeps the log's key in a process of its own"))
    .description(
      say(
        'Ondertekent controlepunten voor een Sluis die elders draait, nooit twee verschillende van één grootte en nooit een kleiner. Draai het onder een andere gebruiker.',
        'Signs checkpoints for a Sluis that runs elsewhere, never two of one size that differ and never a smaller one. Run it under another user.',
      ),
    )
    .requiredOption(
      '--key <file>',
      say('de sleutel; wordt gemaakt als hij er niet is', 'the key; it is made if it is not there'),
    )
    .requiredOption(
      '--socket <path>',
      say('waar Sluis hem vindt (serve --signer)', 'where Sluis finds it (serve --signer)'),
    )
    .requiredOption(
      '--log <name>',
      say(
        'de naam van het log: de eerste regel van een controlepunt, <organisatie>.sluis.invalid/log',
        'the name of the log: the first line of a checkpoint, <organisation>.sluis.invalid/log',
      ),
    )
    .action((options: Options) => serve(options, terminal))
}

async function serve({ key, socket, log }: Options, { say, out, warn, language }: Terminal): Promise<void> {
  const { serveSigner } = await import('../../journal/index.ts')
  const signer = await serveSigner({ keyFile: resolve(key), socket: resolve(socket), origin: log }).catch(
    (cause: unknown) => {
      const why = whyOf(cause, language)
      if (systemCode(cause) === '') throw cause
      throw new CliError(
        'not-started',
        say(`De ondertekenaar kon niet starten: ${why}.`, `The signer could not start: ${why}.`),
        { cause },
      )
    },
  )
  const end = (): void => {
    warn(say('De ondertekenaar sluit …', 'The signer closes …'))
    void signer.close().finally(() => process.exit())
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  out(
    say('De controlesleutel:', 'The verifier key:'),
    `  ${signer.verifierKey}`,
    say(`De ondertekenaar luistert op ${resolve(socket)}.`, `The signer listens at ${resolve(socket)}.`),
  )
}
