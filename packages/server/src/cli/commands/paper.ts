// SPDX-License-Identifier: EUPL-1.2
import { type Command, Option } from 'commander'
import { paperFormats } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'
import { write } from './systems-export.ts'

interface PaperOptions extends ApiOptions {
  readonly format: string
  readonly to?: string
  readonly entry?: string
}

interface Paper {
  readonly argument: string
  readonly what: string
  readonly path: (id: string) => readonly [string, ...string[]]
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
      await writePaper(path(id), id, options, terminal)
    })
}

export function formatOption(say: Terminal['say']): Option {
  return new Option('--format <format>', say('md, pdf of json', 'md, pdf or json')).choices(paperFormats).default('md')
}

/** `name` is for the file when nobody says where it goes; a place that nobody named is not written over. */
export async function writePaper(
  path: readonly [string, ...string[]],
  name: string,
  { format, to, ...options }: PaperOptions,
  terminal: Terminal,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { language, say } = terminal
  const query = new URLSearchParams({ format, lang: language, ...more })
  const last = `${path.at(-1)}?${query}`
  const bytes = await new ApiClient(options, terminal).download(...path.slice(0, -1), last)
  const file = to ?? `${name}.${format}`
  write(file, bytes, to === undefined ? 'wx' : 'w', terminal)
  if (options.json) terminal.json({ file, bytes: bytes.length })
  else terminal.out(say(`Geschreven: ${file}`, `Written: ${file}`))
}
