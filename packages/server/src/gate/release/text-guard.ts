// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../boundary/index.ts'

/**
 * May change the texts of an answer on their way to the caller, and takes its time for long ones. A channel is one text
 * that grows, such as `text:0/content` or `arguments:0/1`. Its word before the colon says what it is: `text`,
 * `reasoning`, `refusal`, or `arguments`, which is JSON in pieces. What `pass` holds back comes with a later `pass`, or
 * with `flush` at the channel's end. `flush` may be given the last piece, such as a text that came whole. Without a
 * guard the bytes of the far side go on as they came.
 */
export interface TextGuard {
  /** Known at once for what is short: most of what comes is a word. */
  pass(channel: string, delta: string): string | InPieces<string>
  flush(channel: string, last?: string): InPieces<string>
}
