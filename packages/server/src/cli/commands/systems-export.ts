// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'
import { keepFile } from './keep-file.ts'

interface ExportOptions extends ApiOptions {
  readonly format?: string
  readonly to?: string
}

type Exports = { readonly exports: Readonly<Record<string, readonly string[]>> }

export function addSystemExport(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(systems.command('export'), terminal)
    .argument('<system>', say('de naam van een systeem', 'the id of a system'))
    .argument('[kind]', say('wat; zonder dit: wat er kan', 'what; without it: what there is'))
    .summary(say('maakt een stuk van een systeem', 'makes a paper of a system'))
    .description(
      say(
        'Maakt een stuk van een systeem: technische documentatie, FRIA, inschrijving, agenda van plichten en meer. Elk stuk zegt wat er nog ontbreekt.',
        'Makes a paper of a system: technical documentation, FRIA, entry, calendar of obligations and more. Each says what is still missing.',
      ),
    )
    .option('--format <format>', say('md, pdf, json of ics', 'md, pdf, json or ics'))
    .option('--to <file>', say('waar het bestand komt', 'where the file goes'))
    .action((system: string, kind: string | undefined, options: ExportOptions) =>
      exportOne(idFrom(system, terminal), kind, options, terminal),
    )
}

async function exportOne(system: string, kind: string | undefined, options: ExportOptions, terminal: Terminal) {
  const { say, language } = terminal
  const api = new ApiClient(options, terminal)
  const { exports } = await api.get<Exports>('systems', system, 'exports')
  if (kind === undefined) {
    if (options.json) return terminal.json({ exports })
    return terminal.out(...Object.entries(exports).map(([one, formats]) => `${one}: ${formats.join(', ')}`))
  }
  const formats = exports[kind]
  if (formats === undefined) {
    const all = Object.keys(exports).join(', ')
    throw new CliError('misused', say(`"${kind}" is er niet. Wel: ${all}`, `There is no "${kind}". There is: ${all}`))
  }
  const format = options.format ?? formats[0] ?? ''
  if (!formats.includes(format)) {
    const all = formats.join(', ')
    throw new CliError('misused', say(`${kind} is er als ${all}.`, `${kind} comes as ${all}.`))
  }
  const bytes = await api.download('systems', system, 'exports', `${kind}?format=${format}&lang=${language}`)
  keepFile(bytes, `${system}-${kind}.${format}`, options, terminal)
}
