// SPDX-License-Identifier: EUPL-1.2
// What people kept of a log elsewhere, and give along with a command: its checkpoints, and the key that verifies it.
import { isFile, readBounded } from './input.ts'
import type { Terminal } from './terminal.ts'

/** Room for a checkpoint with a hundred cosignatures. */
const maxBytes = 131_072

interface KeptCheckpoint {
  /** The file's. */
  readonly name: string
  readonly bytes: Buffer
}

export function keptCheckpoints(files: readonly string[], terminal: Pick<Terminal, 'say'>): readonly KeptCheckpoint[] {
  return files.map((name) => ({ name, bytes: readBounded(name, maxBytes, terminal) }))
}

/** The key itself, or the name of a file that holds it. */
export function keptKey(given: string, terminal: Pick<Terminal, 'say'>): string {
  return isFile(given) ? readBounded(given, maxBytes, terminal).toString('utf8').trimEnd() : given
}
