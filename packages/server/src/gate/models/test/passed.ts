// SPDX-License-Identifier: EUPL-1.2
import { atOnce } from '../../../boundary/index.ts'
import type { Piece } from '../../requests/answer-sink.ts'
import type { ServerSentEvent } from '../stream/events.ts'
import type { Passage } from '../stream/passage.ts'
import { joined } from '../stream/pieces.ts'

/** What goes on of events that come together. */
export function passed(passage: Passage, events: readonly ServerSentEvent[]): Buffer {
  const pieces: Piece[] = []
  atOnce(passage.push(events, pieces))
  return Buffer.from(joined(pieces))
}
