// SPDX-License-Identifier: EUPL-1.2
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'

/**
 * An id in the form that every room makes. It becomes part of an address, where other characters would lead elsewhere.
 */
export function idFrom(given: string, { say }: Pick<Terminal, 'say'>): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(given)) return given
  throw new CliError(
    'misused',
    say(`"${given}" is geen nummer van iets in Sluis.`, `"${given}" is not an id of anything in Sluis.`),
  )
}
