// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CliError, systemCode } from '../error.ts'
import { keptCheckpoints, keptKey } from '../input/kept.ts'
import { progressTo } from '../progress.ts'
import { databaseOf, dataFolderOf, dataOption } from '../settings.ts'
import { tellBackedUp, tellBackupFailure, tellRestored } from '../tell/backup.ts'
import type { Terminal } from '../terminal.ts'

interface BackupOptions {
  readonly data?: string
  readonly withSecrets?: true
  readonly json?: true
}

interface RestoreOptions {
  readonly data?: string
  readonly keys?: string
  readonly key?: string
  readonly knownCheckpoint?: readonly string[]
  readonly json?: true
}

export function addBackupCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('backup')
    .argument('<folder>', say('een nieuwe of lege map', 'a new or empty folder'))
    .summary(say('maakt een reservekopie', 'makes a backup'))
    .description(
      say(
        'Kopieert de gegevensmap, ook terwijl Sluis draait: het log, en apart de sleutels die het openen.',
        'Copies the data folder, also while Sluis runs: the log, and apart from it the keys that open it.',
      ),
    )
    .addOption(dataOption(say))
    .option(
      '--with-secrets',
      say(
        'ook de sleutel die het log ondertekent: wie deze kopie heeft, kan het log voortzetten',
        'the key that signs the log too: whoever has this copy can continue the log',
      ),
    )
    .option('--json', say('voor een machine', 'for a machine'))
    .action((folder: string, options: BackupOptions) => backup(folder, options, terminal))

  program
    .command('restore')
    .argument('<folder>', say('een map van sluis backup', 'a folder of sluis backup'))
    .summary(say('zet een reservekopie terug', 'puts a backup back'))
    .description(
      say(
        'Zet een reservekopie terug in een nieuwe of lege gegevensmap, na controle van elk bestand en van het hele log. Wat gewist was, blijft gewist.',
        'Puts a backup back in a new or empty data folder, after checking every file and the whole log. What was erased stays erased.',
      ),
    )
    .addOption(dataOption(say))
    .option(
      '--keys <folder>',
      say('een andere kopie van de sleutels: een map keys', 'another copy of the keys: a folder keys'),
    )
    .option(
      '--key <vkey>',
      say(
        'de controlesleutel van het log, van elders, of een bestand ermee',
        "the log's verifier key, from elsewhere, or a file with it",
      ),
    )
    .option(
      '--known-checkpoint <file>',
      say('een controlepunt dat u bewaarde; mag vaker', 'a checkpoint that you kept; may be given more than once'),
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--json', say('voor een machine', 'for a machine'))
    .action((folder: string, options: RestoreOptions) => putBack(folder, options, terminal))
}

async function backup(folder: string, { data, withSecrets, json }: BackupOptions, terminal: Terminal): Promise<void> {
  refuseDatabase(terminal)
  const { backUp } = await import('../../backup/index.ts')
  const dataFolder = dataFolderOf(data, terminal.environment)
  const done = await told(
    backUp({
      dataFolder,
      target: resolve(folder),
      withSecrets: withSecrets === true,
      now: Date.now,
      onCopied: copying(terminal),
    }),
    terminal,
  )
  if (json) terminal.json({ folder: resolve(folder), ...done })
  else terminal.out(...tellBackedUp(done, { from: dataFolder, to: resolve(folder) }, terminal))
}

async function putBack(folder: string, options: RestoreOptions, terminal: Terminal): Promise<void> {
  const { data, keys, key, knownCheckpoint = [], json } = options
  const { say, warn, environment } = terminal
  refuseDatabase(terminal)
  const { restore } = await import('../../backup/index.ts')
  const dataFolder = dataFolderOf(data, environment)
  const progress = progressTo(warn)
  const restored = await told(
    restore({
      source: resolve(folder),
      dataFolder,
      ...(keys === undefined ? {} : { keysFrom: resolve(keys) }),
      ...(key === undefined ? {} : { verifierKey: keptKey(key, terminal) }),
      known: keptCheckpoints(knownCheckpoint, terminal),
      onCopied: copying(terminal),
      onAudited: (done, total) =>
        progress(() => say(`${done} van ${total} vermeldingen gecontroleerd`, `${done} of ${total} entries checked`)),
    }),
    terminal,
  )
  if (json) terminal.json({ dataFolder, ...restored })
  else terminal.out(...tellRestored(restored, dataFolder, terminal))
}

/** When there is a database, the data folder holds no log, and a copy of it would pass for a backup. */
function refuseDatabase({ say, environment }: Terminal): void {
  if (!('database' in databaseOf(environment, say))) return
  throw new CliError(
    'misused',
    say(
      'Het log ligt in de database van SLUIS_DATABASE: maak en herstel kopieën met pg_dump en psql (docs/guide/nl/meer-processen.md).',
      'The log lies in the database of SLUIS_DATABASE: make and restore copies with pg_dump and psql (docs/guide/en/several-processes.md).',
    ),
  )
}

function copying({ say, warn }: Terminal): (file: string, done: number, total: number) => void {
  const progress = progressTo(warn)
  const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0)
  return (file, done, total) =>
    progress(() =>
      say(
        `${file}: ${megabytes(done)} van ${megabytes(total)} MB`,
        `${file}: ${megabytes(done)} of ${megabytes(total)} MB`,
      ),
    )
}

async function told<T>(work: Promise<T>, terminal: Terminal): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (systemCode(cause) === '') throw cause
    throw new CliError('unusable', tellBackupFailure(cause, terminal), { cause })
  }
}
