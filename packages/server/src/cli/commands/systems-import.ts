// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path'
import type { Command } from 'commander'
import { CliError } from '../error.ts'
import { readBounded } from '../input/file.ts'
import type { Terminal } from '../terminal.ts'
import { write } from './keep-file.ts'

const maxBytes = 20_971_520

interface ImportOptions {
  readonly to?: string
  readonly json?: true
}

/** Reads a file and writes others; it asks no server, and registers nothing (P9). */
export function addSystemImport(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  systems
    .command('import')
    .argument('<file>', say('inschrijvingen als JSON of CSV', 'entries as JSON or CSV'))
    .summary(say('maakt voorstellen van inschrijvingen', 'makes proposals from entries'))
    .description(
      say(
        'Maakt van inschrijvingen in het Algoritmeregister voorstellen voor systems/: vul aan wat leeg is, en laad ze. Er wordt niets geregistreerd.',
        'Makes proposals for systems/ from entries of the Algoritmeregister: fill in what is empty, and load them. Nothing is registered.',
      ),
    )
    .option('--to <folder>', say('een map; anders op het scherm', 'a folder; otherwise on the screen'))
    .option('--json', say('voor een machine', 'for a machine'))
    .action((file: string, options: ImportOptions) => importFrom(file, options, terminal))
}

async function importFrom(file: string, { to, json }: ImportOptions, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const { ImportError, proposalsFrom } = await import('../../register/index.ts')
  const content = readBounded(file, maxBytes, terminal).toString('utf8')
  const proposals = (() => {
    try {
      return proposalsFrom(content)
    } catch (error) {
      if (!(error instanceof ImportError)) throw error
      throw new CliError('unusable', tellFailure(error.code, terminal), { cause: error })
    }
  })()
  if (to !== undefined) for (const { id, yaml } of proposals) write(join(to, `${id}.yaml`), yaml, 'wx', terminal)
  if (json) return terminal.json({ proposals })
  for (const { id, name, yaml, missing, left } of proposals) {
    if (to === undefined) terminal.out(...yaml.split('\n'))
    else terminal.out(`${join(to, `${id}.yaml`)}: ${name}`)
    terminal.warn(say(`${id}: nog te schrijven: ${missing.join(', ')}`, `${id}: still to write: ${missing.join(', ')}`))
    if (left.length > 0) {
      terminal.warn(say(`${id}: niet overgenomen: ${left.join('; ')}`, `${id}: not taken over: ${left.join('; ')}`))
    }
  }
}

function tellFailure(code: 'no-entries' | 'too-many-entries' | 'unreadable', { say }: Terminal): string {
  switch (code) {
    case 'no-entries':
      return say('Hier staat geen inschrijving in (een veld `name`).', 'There is no entry in this (a field `name`).')
    case 'too-many-entries':
      return say('Dit zijn meer dan 2000 inschrijvingen.', 'These are more than 2000 entries.')
    case 'unreadable':
      return say('Dit bestand is geen JSON en geen CSV.', 'This file is neither JSON nor CSV.')
  }
}
