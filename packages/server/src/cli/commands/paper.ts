// SPDX-License-Identifier: EUPL-1.2
import { type Command, Option } from 'commander'
import { paperFormats } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'
import { keepFile } from './keep-file.ts'

interface PaperOptions extends ApiOptions {
  readonly format: string
  readonly to?: string
  readonly entry?: string
}

interface Paper {
  readonly argument: string
  readonly what: string
  readonly path: (id: string) => Wanted['path']
}

/** A subcommand `export` that writes one paper. */
export function addPaper(parent: Command, terminal: Terminal, { argument, what, path }: Paper): void {
  const { say } = terminal
  withApiOptions(parent.command('export'), terminal)
    .argument(argument, what)
    .summary(say('schrijft dit als bestand', 'writes this as a file'))
    .addOption(formatOption(say))
    .option('--to <file>', say('waar het bestand komt', 'where the file goes'))
    .action(async (given: string, options: PaperOptions) => {
      const id = idFrom(given, terminal)
      await writePaper({ path: path(id), name: id }, options, terminal)
    })
}

export function formatOption(say: Terminal['say']): Option {
  return new Option('--format <format>', say('md, pdf of json', 'md, pdf or json')).choices(paperFormats).default('md')
}

interface Wanted {
  readonly path: readonly [string, ...string[]]
  /** The default name of the file. */
  readonly name: string
  readonly query?: Readonly<Record<string, string>>
}

export async function writePaper(
  { path, name, query }: Wanted,
  { format, ...options }: PaperOptions,
  terminal: Terminal,
): Promise<void> {
  const last = `${path.at(-1)}?${new URLSearchParams({ format, lang: terminal.language, ...query })}`
  const bytes = await new ApiClient(options, terminal).download(...path.slice(0, -1), last)
  keepFile(bytes, `${name}.${format}`, options, terminal)
}
