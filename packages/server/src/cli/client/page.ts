// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'

export interface PageOptions {
  readonly after?: string
}

export function withAfter(command: Command, { say }: Pick<Terminal, 'say'>): Command {
  return command.option(
    '--after <id>',
    say('verder na deze, zoals de lijst zelf zegt', 'goes on after this one, as the list itself says'),
  )
}

/** The path of a list, with the filters that were asked for. */
export function listAt(
  path: string,
  wishes: Readonly<Record<string, string | undefined>>,
  terminal: Pick<Terminal, 'say'>,
): string {
  const given = Object.entries(wishes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const query = given.map(([name = '', value = '']) => `${name}=${idFrom(value, terminal)}`).join('&')
  return query === '' ? path : `${path}?${query}`
}

interface Page {
  readonly listed: readonly unknown[]
  readonly next?: string | undefined
  readonly after: string | undefined
  /** The command that shows this list. */
  readonly again: string
}

/**
 * Prints a page and how to see the rest. An empty page doesn't say that there is nothing, as pages may come before it.
 */
export function tellPage(
  told: readonly string[],
  { listed, next, after, again }: Page,
  { say, command }: Pick<Terminal, 'say' | 'command'>,
): readonly string[] {
  if (listed.length === 0 && after !== undefined) {
    return [say(`Na ${after} komt er niets meer.`, `Nothing comes after ${after}.`)]
  }
  if (next === undefined) return told
  const line = `${command} ${again} --after ${next}`
  return [...told, say(`Er kunnen er meer zijn: ${line}`, `There may be more: ${line}`)]
}
