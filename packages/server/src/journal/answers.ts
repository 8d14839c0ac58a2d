// SPDX-License-Identifier: EUPL-1.2
// Which answer of the sequencer one is; each question has answers of its own.
import type { RunDays } from './days.ts'
import type { Appended, Disclosed, DisclosedText, TooLong } from './entry.ts'
import { JournalError } from './error.ts'
import type { Answer } from './protocol.ts'

export function entryIn(answer: Answer): Appended {
  if (!isAppended(answer)) throw new JournalError('damaged', 'the sequencer gave no entry')
  return answer
}

export function isRunDays(answer: Answer): answer is RunDays {
  return typeof answer === 'object' && 'days' in answer
}

export function isAppended(answer: Answer): answer is Appended {
  return typeof answer === 'object' && 'entry' in answer
}

export function isTooLong(answer: Answer): answer is TooLong {
  return typeof answer === 'object' && 'bytes' in answer
}

export function isDisclosed(answer: Answer): answer is Disclosed {
  return typeof answer === 'object' && 'parts' in answer
}

export function isDisclosedText(answer: Answer): answer is DisclosedText {
  return typeof answer === 'object' && 'value' in answer && answer.value instanceof Uint8Array
}
