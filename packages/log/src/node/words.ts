// SPDX-License-Identifier: EUPL-1.2
import type { FindingCode, FirstLook } from '../finding.ts'
import type { Language } from './arguments.ts'
import { english } from './words-en.ts'
import { dutch } from './words-nl.ts'

/** Everything that the command says, in one language. */
export interface Words {
  readonly usage: string
  readonly valid: string
  readonly invalid: string
  readonly keyUnknown: string
  readonly unreachable: string
  readonly keyAdvice: string
  readonly unreachableAdvice: string
  /** What may be wrong with the reader's copy or key, and not with the log. */
  readonly lookFirst: Readonly<Record<FirstLook, string>>
  readonly entryMissing: string
  /** What is wrong, by the kind of finding; where it is stands before it. */
  readonly findings: Readonly<Record<FindingCode, string>>
  log(origin: string, size: number): string
  root(base64: string): string
  signedBy(name: string, keyId: string): string
  cosignedBy(name: string, time: string): string
  ignored(count: number): string
  agrees(names: readonly string[]): string
  entry(index: number, length: number): string
  /** What a valid answer doesn't prove. */
  limits(hasWitness: boolean): string
  line(line: number): string
  entryNumber(entry: number): string
  readonly waiting: string
  progress(entries: number, total: number): string
  unusable(message: string): string
}

export function wordsIn(language: Language): Words {
  return language === 'nl' ? dutch : english
}
