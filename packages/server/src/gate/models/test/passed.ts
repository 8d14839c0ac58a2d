// SPDX-License-Identifier: EUPL-1.2
import { atOnce } from '../../../boundary/index.ts'
import type { Piece } from '../../requests/answer-sink.ts'
import type { EventReader, ServerSentEvent } from '../stream/events.ts'
import type { Passage } from '../stream/passage.ts'
import { joined } from '../stream/pieces.ts'

/** What goes on of events that come together. */
export function passed(passage: Passage, events: readonly ServerSentEvent[]): Buffer {
  const pieces: Piece[] = []
  atOnce(passage.push(events, pieces))
  return Buffer.from(joined(pieces))
}

/** The same of the end of a stream, in good order. */
export function passedEnd(passage: Passage, reader: EventReader): Buffer {
  const pieces: Piece[] = []
  atOnce(passage.end(reader.end(), pieces))
  return Buffer.from(joined(pieces))
}
