// SPDX-License-Identifier: EUPL-1.2

import type { Place } from '../engine/open.ts'
import type { Appended, Disclosed, DisclosedText, Erasing, TooLong } from '../entry.ts'
import type { JournalErrorCode, Sentence } from '../error.ts'
import type { RunDays } from '../sealed/days.ts'
import type { KnownCheckpoint } from '../sequencer/recovery.ts'
import type { DraftColumns } from './draft-columns.ts'
import type { WrittenDraft } from './written.ts'

/** The settings with which the sequencer's thread starts. */
export interface WorkerSettings extends Place {
  readonly origin: string
  /** This process among others that share the store. */
  readonly process: string
  /** The socket of a signer in another process; absent if the key is in the folder. */
  readonly signer?: string
  /** Whether another key may replace the one that signed so far. */
  readonly replacesKey?: boolean
  /** Checkpoints that are known from elsewhere: what is recovered must hold what they cover. */
  readonly known?: readonly KnownCheckpoint[]
  /** A module that exports `projections`, the composition root's list of folds, and `briefs`, where rooms have any. */
  readonly projections: string
  /** The version of Sluis: what a newer one has written is not opened. */
  readonly version?: string
  /** See `Turn`. */
  readonly turn: SharedArrayBuffer
}

/** What goes to the sequencer in one message. */
export interface ToWorker {
  readonly drafts: DraftColumns
  readonly questions: readonly Question[]
}

/** A draft with the id by which its caller is answered. */
export interface Append extends WrittenDraft {
  readonly id: number
  readonly op: 'append'
}

/**
 * Whether entries are taken: `unsigned` while the signer that was last asked does not sign, `shut` once only a restart
 * can tell what the store holds.
 */
export type Standing = 'open' | 'unsigned' | 'shut'

/** What the sequencer is asked, and what it answers. */
interface Questions {
  disclose(index: number, name: string): Disclosed | undefined
  discloseShort(index: number, name: string): Disclosed | TooLong | undefined
  /** `longest` in bytes. */
  discloseText(index: number, name: string, longest?: number): DisclosedText | TooLong | undefined
  brief(index: number, name: string): string | undefined
  pseudonymOf(subject: string): string
  subjectOf(pseudonym: string): string | undefined
  knownAs(subject: string): string | undefined
  nameOf(pseudonym: string): string | undefined
  keeps(pseudonyms: readonly string[]): boolean
  erase(subject: string, basis: string, erasing: Erasing): Appended
  expire(day: string, runs: readonly string[]): Appended
  runDays(after: string, limit: number): RunDays
  /** Whether there may be more to sweep. */
  sweep(): boolean
  contact(): Standing
  processes(): readonly string[]
  dump(): string
  close(): undefined
}

export type Operation = keyof Questions
export type Asked<Op extends Operation> = Parameters<Questions[Op]>
export type Answer<Op extends Operation = Operation> = ReturnType<Questions[Op]>

export interface Question<Op extends Operation = Operation> {
  readonly id: number
  readonly op: Op
  readonly asked: Asked<Op>
}

/** Nothing overtakes it: what was asked before it is done before it. */
export function isLine({ op }: Pick<Append | Question, 'op'>): boolean {
  return op === 'erase' || op === 'expire' || op === 'close'
}

export type Failure =
  | { readonly kind: 'journal'; readonly code: JournalErrorCode; readonly sentence: Sentence }
  | { readonly kind: 'conflict'; readonly reason: string; readonly message: string }

export type Reply =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly failure: Failure }

/** The results of appends, in the log's order, also as columns; their callers have the rest of each entry. */
export interface Placed {
  readonly ids: readonly number[]
  /** The index of the first; the others follow it. */
  readonly index: number
  /** Their numbers in their series; empty if none is in one. */
  readonly numbers: readonly (number | undefined)[]
  /** Empty if nobody asked for one. */
  readonly receipts: readonly (string | undefined)[]
  readonly at: number
  readonly treeSize: number
}

export type FromWorker =
  | { readonly ready: { readonly verifierKey: string; readonly digestKey: Uint8Array } }
  | { readonly failed: Failure }
  | { readonly placed: Placed }
  | { readonly replies: readonly Reply[] }
  /** What other processes added to the same log, in its order. */
  | { readonly followed: readonly Appended[] }
