// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { CliError, systemCode, whyOf } from '../error.ts'
import { progressTo } from '../progress.ts'
import { databaseOf, dataFolderOf, dataOption } from '../settings.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly data?: string
  readonly json?: true
}

export function addExportLog(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('export-log')
    .argument('<dir>', say('een nieuwe of lege map', 'a new or empty directory'))
    .summary(say('schrijft het log uit om te controleren', 'writes the log out to be checked'))
    .description(
      say(
        'Schrijft het log uit als bestanden die iedereen kan controleren; ook terwijl Sluis draait.',
        'Writes the log out as files that anyone can check; also while Sluis runs.',
      ),
    )
    .addOption(dataOption(say))
    .option('--json', say('voor een machine', 'for a machine'))
    .action(async (directory: string, { data, json }: Options) => {
      const dataFolder = dataFolderOf(data, terminal.environment)
      const { size, key } = await exportTo(directory, dataFolder, terminal)
      if (json) terminal.json({ directory, size, verifierKey: key })
      else terminal.out(...tellExport(directory, { dataFolder, size, key }, terminal))
    })
}

async function exportTo(directory: string, dataFolder: string, { say, warn, environment, language }: Terminal) {
  const { exportLog, JournalError } = await import('../../journal/index.ts')
  const { storedVerifierKey, verifierKeyOf } = await import('./verifier-key.ts')
  const place = { folder: dataFolder, ...databaseOf(environment, say) }
  const progress = progressTo(warn)
  try {
    // With a database, any folder could have been given: check the key before anything is written.
    if ('database' in place) storedVerifierKey(dataFolder)
    const { size, note } = await exportLog(place, directory, (done) =>
      progress(() => say(`${done} bestanden geschreven`, `${done} files written`)),
    )
    return { size, key: await verifierKeyOf(dataFolder, note) }
  } catch (error) {
    if (error instanceof JournalError && error.code === 'in-use') {
      throw new CliError('unusable', `${whyOf(error, language)}.`)
    }
    if (error instanceof JournalError) {
      const why = whyOf(error, language)
      throw new CliError('unusable', [
        say(
          `Het log in ${dataFolder} is niet uit te schrijven: ${why}.`,
          `The log in ${dataFolder} can't be written out: ${why}.`,
        ),
        say('Wijs de gegevensmap van Sluis aan met --data.', 'Name the data folder of Sluis with --data.'),
      ])
    }
    const code = systemCode(error)
    if (code === '') throw error
    throw new CliError(
      'unusable',
      say(`Uitschrijven mislukte (${code}): ${String(error)}`, `Writing out failed (${code}): ${String(error)}`),
    )
  }
}

interface Exported {
  readonly dataFolder: string
  readonly size: number
  readonly key: string
}

/** Says which data folder it came from: the log of another would verify just as well, and be handed to a court. */
function tellExport(
  directory: string,
  { dataFolder, size, key }: Exported,
  { say, command, environment }: Terminal,
): readonly string[] {
  const isShared = 'database' in databaseOf(environment, say)
  const from = isShared ? say('de database van SLUIS_DATABASE', 'the database of SLUIS_DATABASE') : dataFolder
  return [
    say(
      `${size} vermeldingen uitgeschreven naar ${directory}, uit ${from}.`,
      `${size} entries written to ${directory}, from ${from}.`,
    ),
    '',
    say('De controlesleutel:', 'The verifier key:'),
    `  ${key}`,
    say(
      'Geef de lezer deze sleutel langs een andere weg dan het log: wie het log kan vervangen, vervangt anders ook de sleutel.',
      'Give the reader this key by another way than the log: whoever can replace the log could otherwise replace the key too.',
    ),
    '',
    say('Controleren:', 'To check:'),
    `  ${command} verify ${quoted(directory)} --key ${key}`,
  ]
}

/** Quoted so that a shell takes it as one word. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
