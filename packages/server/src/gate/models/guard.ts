// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../boundary/index.ts'

/**
 * What may change the texts of an answer on their way to the caller. A channel is one text that grows, such as
 * `text:0/content` or `arguments:0/1`; its word before the colon says what it is: `text`, `reasoning`, `refusal`, or
 * `arguments`, which is JSON in pieces. What `pass` holds back comes with a later `pass`, or with `flush` at the
 * channel's end, which may take what is last. Without a guard the bytes of the far side go on as they came.
 */
export interface TextGuard {
  pass(channel: string, delta: string): string
  flush(channel: string, last?: string): string
}

/** One that also takes its time. */
export interface PatientGuard extends TextGuard {
  /** What `flush` gives for a text that came whole. */
  whole(channel: string, text: string): InPieces<string>
}

/** A whole text through a guard. */
export function guarded(guard: TextGuard, channel: string, text: string): string {
  return guard.flush(channel, text)
}
