// SPDX-License-Identifier: EUPL-1.2
// How an error goes from the sequencer's thread to its caller: only data passes between threads.
import { isOfSystem } from '../engine/sqlite.ts'
import { Conflict, JournalError, messageOf } from '../error.ts'
import type { Failure } from './protocol.ts'

export function failureOf(error: unknown): Failure {
  if (error instanceof Conflict) return { kind: 'conflict', reason: error.reason, message: error.message }
  const message = messageOf(error)
  if (error instanceof JournalError) return { kind: 'journal', code: error.code, message }
  // A disk that is full or fails is no reason to put a backup back.
  if (isOfSystem(error)) return { kind: 'journal', code: 'unwritable', message: `the disk refused: ${message}` }
  return { kind: 'journal', code: 'damaged', message }
}

export function errorOf(failure: Failure): Error {
  return failure.kind === 'conflict'
    ? new Conflict(failure.reason, failure.message)
    : new JournalError(failure.code, failure.message)
}
