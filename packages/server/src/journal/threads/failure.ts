// SPDX-License-Identifier: EUPL-1.2
// How an error passes from the sequencer's thread to its caller: only data passes between threads.
import { CommitUnknown } from '../engine/engine.ts'
import { isOfSystem } from '../engine/sqlite.ts'
import { Conflict, JournalError, messageOf } from '../error.ts'
import type { Failure } from './protocol.ts'

export function failureOf(error: unknown): Failure {
  if (error instanceof Conflict) return { kind: 'conflict', reason: error.reason, message: error.message }
  if (error instanceof JournalError) return { kind: 'journal', code: error.code, sentence: error.sentence }
  const message = messageOf(error)
  // A disk that is full or fails is no reason to put a backup back.
  if (isOfSystem(error)) {
    const sentence = { nl: `de schijf weigerde: ${message}`, en: `the disk refused: ${message}` }
    return { kind: 'journal', code: 'unwritable', sentence }
  }
  if (error instanceof CommitUnknown) {
    const sentence = { nl: 'de verbinding met de database viel weg tijdens het vastleggen', en: message }
    return { kind: 'journal', code: 'unwritable', sentence }
  }
  return { kind: 'journal', code: 'damaged', sentence: { nl: message, en: message } }
}

export function errorOf(failure: Failure): Error {
  return failure.kind === 'conflict'
    ? new Conflict(failure.reason, failure.message)
    : new JournalError(failure.code, failure.sentence)
}
