// SPDX-License-Identifier: EUPL-1.2
// What people kept of a log elsewhere and pass to a command: its checkpoints, and the key that verifies it.
import { LogError, parseCheckpoint, parseNote, parseVerifierKey } from '@sluis/log'
import { CliError } from '../error.ts'
import type { Terminal } from '../terminal.ts'
import { isFile, readBounded } from './file.ts'

/** Room for a checkpoint with a hundred cosignatures. */
const maxBytes = 131_072

interface KeptCheckpoint {
  /** The name of the file. */
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Throws `misused` for a file that holds no checkpoint: an empty one, say, left by a download that failed, speaks ill of
 * no log and of no backup.
 */
export function keptCheckpoints(files: readonly string[], { say }: Pick<Terminal, 'say'>): readonly KeptCheckpoint[] {
  return files.map((name) => {
    const bytes = readBounded(name, maxBytes, { say })
    try {
      parseCheckpoint(parseNote(bytes).text)
      return { name, bytes }
    } catch (cause) {
      if (!(cause instanceof LogError)) throw cause
      const line = say(
        `In ${name} staat geen controlepunt. Neem een ander dat u bewaarde, of vraag het aan wie er een heeft.`,
        `${name} holds no checkpoint. Take another one that you kept, or ask somebody who has one.`,
      )
      throw new CliError('misused', line, { cause })
    }
  })
}

/** A verifier key, given directly or as the name of a file that holds it. Throws `misused` for anything else. */
export function keptKey(given: string, { say }: Pick<Terminal, 'say'>): string {
  const key = isFile(given) ? readBounded(given, maxBytes, { say }).toString('utf8').trimEnd() : given
  try {
    parseVerifierKey(key)
    return key
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    const line = say(
      '--key is geen controlesleutel. Geef de hele regel, naam+nummer+sleutel, of een bestand waar alleen die in staat.',
      '--key is no verifier key. Give the whole line, name+id+key, or a file that holds it alone.',
    )
    throw new CliError('misused', line, { cause })
  }
}
