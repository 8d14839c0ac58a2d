// SPDX-License-Identifier: EUPL-1.2
import { decodeBase64, encodeBase64, equalBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { checkHash, emptyRoot, hashLength } from './merkle.ts'
import { checkSize, parseDecimal } from './number.ts'
import { isKeyName } from './verifier-key.ts'

/** A tree head: the log's origin (which is also its key's name), the number of entries, the root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** Writes a checkpoint's text, to be signed as a note (tlog-checkpoint "Note text"). */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new LogError('checkpoint', 'an origin is a key name: printable ASCII, no space or +')
  return `${origin}\n${checkSize(size, 'tree size')}\n${encodeBase64(checkHash(root, 'root'))}\n`
}

/**
 * Reads a checkpoint's text: three lines, no extension lines, and the empty tree has its one root. Throws `checkpoint`.
 * The text must come from a verified note before its content means anything.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n', 5)
  const [origin = '', sizeText = '', rootText = '', end] = lines
  if (lines.length !== 4 || end !== '') throw new LogError('checkpoint', 'a checkpoint has exactly three lines')
  const size = parseDecimal(sizeText)
  const root = decodeBase64(rootText)
  if (!isKeyName(origin)) throw new LogError('checkpoint', 'line 1 is not an origin', { line: 1 })
  if (size === undefined) throw new LogError('checkpoint', 'line 2 is not a tree size', { line: 2 })
  if (root?.length !== hashLength) throw new LogError('checkpoint', 'line 3 is not a root hash', { line: 3 })
  if (size === 0 && !equalBytes(root, emptyRoot)) {
    throw new LogError('checkpoint', 'line 3 is not the root of an empty tree', { line: 3 })
  }
  return { origin, size, root }
}
