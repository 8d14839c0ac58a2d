// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { CliError } from '../error.ts'
import { organisationAt } from '../input/organisation-at.ts'
import { whoseFrom } from '../input/whose.ts'
import { databaseOf, dataFolderOf, dataOption, signerOf, signerOption } from '../settings.ts'
import { StartError, tellStartFailure } from '../start/start-failure.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly organisation: string
  readonly data?: string
  readonly signer?: string
  readonly json?: true
}

export function addRecover(keys: Command, terminal: Terminal): void {
  const { say } = terminal
  keys
    .command('recover')
    .argument('<person>', 'person:…')
    .summary(say('maakt een sleutel op de machine zelf', 'makes a key on the machine itself'))
    .description(
      say(
        'Voor als niemand meer een sleutel heeft: trekt op de machine zelf, met Sluis gesloten, alle sleutels van één persoon in en maakt een nieuwe. Dat staat in het log.',
        'For when nobody has a key any more: on the machine itself, with Sluis closed, revokes all keys of one person and makes a new one. The log says so.',
      ),
    )
    .requiredOption('--organisation <folder>', say('de map van de organisatie', "the organisation's folder"))
    .addOption(dataOption(say))
    .addOption(signerOption(say))
    .option('--json', say('voor een machine', 'for a machine'))
    .action((person: string, options: Options) => recover(person, options, terminal))
}

async function recover(given: string, options: Options, terminal: Terminal): Promise<void> {
  const { say, environment, language } = terminal
  const organisation = await organisationAt(options.organisation, terminal.language)
  const { kind, id } = whoseFrom(given, terminal)
  const person = kind === 'person' ? organisation.people.get(id) : undefined
  if (person === undefined) {
    throw new CliError(
      'misused',
      say(`${given} is geen mens in deze organisatie.`, `${given} is not a person of this organisation.`),
    )
  }
  const dataFolder = dataFolderOf(options.data, environment)
  const place = { dataFolder, ...databaseOf(environment, say) }
  // A mistyped folder must not be turned into a new, empty log.
  if (place.database === undefined && !existsSync(join(dataFolder, 'journal.db'))) {
    throw new CliError(
      'unusable',
      say(`In ${dataFolder} staat geen log van Sluis.`, `There is no log of Sluis in ${dataFolder}.`),
    )
  }
  const { recoverKey } = await import('../../recover-key.ts')
  const custody = signerOf(options.signer, environment)
  const made = await recoverKey({ ...place, organisation, person: id, custody }).catch((cause: unknown) => {
    const error = new StartError({ dataFolder, gatePort: 0, deskPort: 0 }, cause)
    throw new CliError('not-started', tellStartFailure(error, language), { cause })
  })
  if (options.json) return terminal.json(made)
  terminal.out(
    say(
      `De nieuwe sleutel van ${person.name}; wat ${person.id} had, werkt niet meer (${made.revoked}). Hij wordt nu één keer getoond en nergens bewaard:`,
      `The new key of ${person.name}; what ${person.id} had no longer works (${made.revoked}). It is shown once, now, and kept nowhere:`,
    ),
    `  ${made.key}`,
  )
}
