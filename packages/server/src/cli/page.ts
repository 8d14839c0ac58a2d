// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { idFrom } from './id.ts'
import type { Terminal } from './terminal.ts'

export interface PageOptions {
  readonly after?: string
}

export function withAfter(command: Command, { say }: Pick<Terminal, 'say'>): Command {
  return command.option(
    '--after <id>',
    say('verder na deze, zoals de lijst zelf zegt', 'goes on after this one, as the list itself says'),
  )
}

/** The path of a list, with what was asked of it. */
export function listAt(
  path: string,
  wishes: Readonly<Record<string, string | undefined>>,
  terminal: Pick<Terminal, 'say'>,
): string {
  const given = Object.entries(wishes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const query = given.map(([name = '', value = '']) => `${name}=${idFrom(value, terminal)}`).join('&')
  return query === '' ? path : `${path}?${query}`
}

/** Of a list that may go on, how to see the rest. */
export function tellMore(
  { next }: { readonly next?: string },
  again: string,
  { say, command }: Pick<Terminal, 'say' | 'command'>,
): readonly string[] {
  if (next === undefined) return []
  const line = `${command} ${again} --after ${next}`
  return [say(`Er kunnen er meer zijn: ${line}`, `There may be more: ${line}`)]
}
