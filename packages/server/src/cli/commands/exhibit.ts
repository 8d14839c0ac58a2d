// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { type Choice, exhibitWish, namesToGive, type Trail } from '../client/exhibit-wish.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { columns } from '../tell/columns.ts'
import { tellTime } from '../tell/time.ts'
import type { Terminal } from '../terminal.ts'
import { write } from './keep-file.ts'

interface Options extends ApiOptions, Choice {
  readonly for: string
  readonly to?: string
}

export function addExhibit(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('exhibit'), terminal)
    .argument(
      '<of...>',
      say('nummers van aanroepen, of van vermeldingen in het log', 'ids of calls, or numbers of entries'),
    )
    .summary(
      say('maakt een bewijsstuk: wat er stond, voor een ander', 'makes an exhibit: what was said, for somebody else'),
    )
    .description(
      say(
        'Maakt een bewijsstuk: vermeldingen van het log met hun inhoud en met wie besliste, dat een buitenstaander aan het log kan toetsen. Het log houdt bij wie het maakte en voor wie.',
        'Makes an exhibit: entries of the log with their content and who decided, which an outsider can hold against the log. The log keeps who made it, and for whom.',
      ),
    )
    .requiredOption('--for <text>', say('voor wie, en waarvoor', 'for whom, and what for'))
    .option(
      '--without <field...>',
      say('velden die niet meegaan, zoals result', 'fields that stay behind, such as result'),
    )
    .addOption(
      new Option('--names <whose>', say('van wie de naam meegaat', 'whose names go along'))
        .choices(namesToGive)
        .default('people'),
    )
    .option('--to <file>', say('waar het komt', 'where it goes'))
    .action((of: readonly string[], options: Options) => exhibit(of, options, terminal))
}

async function exhibit(of: readonly string[], { to, ...options }: Options, terminal: Terminal): Promise<void> {
  const { say, language } = terminal
  const api = new ApiClient(options, terminal)
  const file = to ?? `${of[0]}.exhibit.json`
  // Before the log says that it was made: nobody would have it.
  if (to === undefined && existsSync(file)) write(file, '', 'wx', terminal)
  const trail = await trailOf(api, of, terminal)
  const { entries, named, unprovable } = exhibitWish(trail, options)
  const wish = { entries, names: named.map(({ pseudonym }) => pseudonym), for: options.for }
  const made = await api.post<object>(['exhibits'], wish)
  write(file, `${JSON.stringify(made, null, 1)}\n`, to === undefined ? 'wx' : 'w', terminal)
  if (options.json) return terminal.json({ file, ...wish, verifierKey: trail.verifierKey })
  const lines = trail.entries.map(({ index, at, kind }, nth): readonly [string, string] => [
    `${index}  ${tellTime(at, language)}  ${kind}`,
    entries[nth]?.fields.join(', ') ?? '',
  ])
  terminal.out(
    say(`Bewijsstuk:  ${file}`, `Exhibit:     ${file}`),
    ...columns(lines, '  '),
    ...(named.length === 0 ? [] : [say('Met de namen:  ', 'With the names:  ') + subjects(named)]),
    ...(unprovable.length === 0
      ? []
      : [say('Niet te bewijzen wie dit is:  ', 'Not provable who this is:  ') + subjects(unprovable)]),
    '',
    say(
      'Lees eerst zelf wat u overhandigt. De ander controleert het zo, met de sleutel langs een andere weg:',
      'Read yourself what you hand over first. They check it like this, with the key by another way:',
    ),
    `  npx sluis-log verify ${file} --full --key '${trail.verifierKey}'`,
  )
}

function subjects(names: Trail['names']): string {
  return names.map(({ subject }) => subject).join(', ')
}

/** Of all that was asked for, each entry and name once. */
async function trailOf(api: ApiClient, of: readonly string[], terminal: Terminal): Promise<Trail> {
  const entries = new Map<number, Trail['entries'][number]>()
  const names = new Map<string, Trail['names'][number]>()
  let verifierKey = ''
  for (const one of of) {
    const path = /^\d{1,15}$/.test(one) ? ['entries', one, 'trail'] : ['calls', idFrom(one, terminal), 'trail']
    const trail = await api.get<Trail>(...path)
    for (const entry of trail.entries) entries.set(entry.index, entry)
    for (const name of trail.names) names.set(name.pseudonym, name)
    verifierKey = trail.verifierKey
  }
  if (entries.size > maxEntries) {
    throw new CliError(
      'misused',
      terminal.say(
        `Dit zijn ${entries.size} vermeldingen; hoogstens ${maxEntries} in één bewijsstuk.`,
        `These are ${entries.size} entries; at most ${maxEntries} in one exhibit.`,
      ),
    )
  }
  const inOrder = [...entries.values()].sort((one, other) => one.index - other.index)
  return { entries: inOrder, names: [...names.values()], verifierKey }
}

const maxEntries = 30
