// SPDX-License-Identifier: EUPL-1.2
import type { LogError, LogErrorCode } from './error.ts'

/** What can be wrong with a log beyond the form of its files. */
export type FindingCode =
  | LogErrorCode
  /** An entry isn't the one that the log committed to. */
  | 'entry-altered'
  /** A tile holds another hash than its entries have, while the entries are right. */
  | 'tile-altered'
  /** The entries and tiles agree with each other, but lead to another root than the signed one. */
  | 'root'
  /** A checkpoint that the reader holds covers more entries than this log has. */
  | 'cut'
  /** A checkpoint that the reader holds has another root at its size: one of the two histories was made up. */
  | 'fork'
  /** A file that no checkpoint covers. */
  | 'extra-file'
  /** The reader's own check of an entry said no. */
  | 'entry-refused'

/** One thing that is wrong, and where: the file (or the name of what the reader gave), the entry, the line. */
export interface Finding {
  readonly code: FindingCode
  readonly path: string
  readonly entry?: number
  readonly line?: number
  /** In English, for the operator. */
  readonly message: string
}

/** The finding that a refused file makes. */
export function findingOf(error: LogError, path: string): Finding {
  const { code, message, line } = error
  return line === undefined ? { code, path, message } : { code, path, line, message }
}

/** What a reader does well to look at before accusing anybody of an invalid log. */
export type FirstLook = 'copy' | 'key'

/** What a download that broke off, or a web page in the place of a file, makes of a log as well. */
const brokenCopy: ReadonlySet<FindingCode> = new Set(['not-found', 'bundle', 'tile', 'note', 'proof-file', 'encoding'])
const wrongKey: ReadonlySet<FindingCode> = new Set(['signature', 'origin'])

/** Undefined where neither explains all that was found: somebody changed something. */
export function firstLookAt(findings: readonly Finding[]): FirstLook | undefined {
  if (findings.every(({ code }) => brokenCopy.has(code))) return 'copy'
  return findings.every(({ code }) => wrongKey.has(code)) ? 'key' : undefined
}
