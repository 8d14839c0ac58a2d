// SPDX-License-Identifier: EUPL-1.2
import { statSync } from 'node:fs'
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Throws `misused` for root in another user's folder: what root makes there, the log's new key above all, Sluis could not
 * read afterwards, and would not start.
 */
export function refuseRootIn(folder: string, { say }: Pick<Terminal, 'say'>, user = process.getuid?.()): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (user !== 0 || owner === undefined || owner === 0) return
  throw new CliError(
    'misused',
    say(
      `${folder} is van een andere gebruiker, die niet kan lezen wat root erin maakt. Geef dit commando als die gebruiker: sudo -u '#${owner}' … (docs/guide/nl/dienst.md).`,
      `${folder} belongs to another user, who can't read what root makes in it. Give this command as that user: sudo -u '#${owner}' … (docs/guide/en/service.md).`,
    ),
  )
}
