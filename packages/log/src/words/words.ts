// SPDX-License-Identifier: EUPL-1.2
// What the answer of a verification is told with, wherever it is told; what only the command says stands beside it.
import type { FindingCode, FirstLook } from '../finding.ts'
import type { LogVerification } from '../verify-log.ts'
import { dutch } from './dutch.ts'
import { english } from './english.ts'

export type Language = 'en' | 'nl'

/** What an answer says, in one language. */
export interface Words {
  readonly verdicts: Readonly<Record<LogVerification['kind'], string>>
  /** What may be wrong with the reader's copy or key, and not with the log. */
  readonly lookFirst: Readonly<Record<FirstLook, string>>
  /** What is wrong, by the kind of finding; where it is stands before it. */
  readonly findings: Readonly<Record<FindingCode, string>>
  /** What stands before each thing that is told of a log. */
  readonly labels: Readonly<Record<'log' | 'root' | 'signedBy' | 'cosignedBy' | 'ignored' | 'agrees' | 'entry', string>>
  log(origin: string, size: number): string
  ignored(count: number): string
  entry(index: number, length: number): string
  /** What a valid answer proves, and what it doesn't. */
  limits(of: 'log' | 'proof' | 'exhibit', hasWitness: boolean): string
  /** How a reader tells what was recorded from what the program says of it. */
  marked(mark: string): string
  /** An entry that was handed over, and what stands under it. */
  shown(index: number, time: string, kind: string): string
  piece(nth: number): string
  pieceNotShown(nth: number): string
  pieceAgain(field: string, nth: number): string
  moreLines(count: number): string
  unopened(count: number): string
  readonly names: string
  line(line: number): string
  entryNumber(entry: number): string
  progress(entries: number, total: number): string
  unusable(message: string): string
}

export function wordsIn(language: Language): Words {
  return language === 'nl' ? dutch : english
}
