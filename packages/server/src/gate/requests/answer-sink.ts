// SPDX-License-Identifier: EUPL-1.2

/** A piece of an answer: bytes as they came, or a text to be written as UTF-8. */
export type Piece = string | Uint8Array

/** Where the pieces of an answer go. Pieces for a caller that is gone are dropped. */
export interface AnswerSink {
  /** False when its reader is behind: further pieces wait in memory until `onDrain`. */
  write(piece: Piece): boolean
  /** Calls once, when a reader that was behind has caught up. */
  onDrain(go: () => void): void
  end(last?: Piece): void
  /** Ends with these words, ahead of everything that still waits for a slow reader, which is dropped (P4). */
  endAtOnce(last: Piece): void
}
