// SPDX-License-Identifier: EUPL-1.2
import type { Piece } from '../../requests/answer-sink.ts'

/** One piece of several. */
export function joined(pieces: readonly Piece[]): Piece {
  const [first = ''] = pieces
  if (pieces.length <= 1) return first
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('')
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}
