// SPDX-License-Identifier: EUPL-1.2
import { mayHoldTooMuch } from '../../requests/many-values.ts'
import type { StreamApi, StreamMessage } from '../apis/api.ts'
import { Frame } from '../apis/frame.ts'
import { object, parsed } from '../json.ts'
import type { ServerSentEvent } from './events.ts'

/** What events say: a comment says nothing, and `unread` means that nobody understood it. */
interface Heard {
  readonly message: StreamMessage | 'comment' | 'unread'
  /** The events that say it. */
  readonly events: readonly ServerSentEvent[]
  /** In characters: all that it may contain. */
  readonly length: number
}

/** If other parts change with every event too, no frame is tried after this many that fitted no other event. */
const maxTries = 4
/** A frame saves parsing short events; finding one in a long event means parsing that several times. */
const longestFramed = 1 << 14

/** More values than an answer has in one event. */
const maxValues = 250_000

/**
 * Reads events as messages. Events that came together and only say the next words of one text become one message with
 * all these words, so that whatever inspects it does so once.
 */
export class MessageReader {
  readonly #api: StreamApi
  #frame: Frame | undefined
  #tries = 0

  constructor(api: StreamApi) {
    this.#api = api
  }

  *read(events: readonly ServerSentEvent[]): Generator<Heard> {
    for (let at = 0, event = events[0]; event !== undefined; event = events[at]) {
      const frame = this.#frame
      const heard = this.#words(events, at) ?? this.#alone(event)
      // The words of an event with a new frame are joined with those of the events after it.
      const said = this.#frame === frame ? heard : (this.#words(events, at) ?? heard)
      yield said
      at += said.events.length
    }
  }

  /** The events from here on that only say the next words; undefined if there are none. */
  #words(events: readonly ServerSentEvent[], from: number): Heard | undefined {
    const frame = this.#frame
    if (frame === undefined) return undefined
    const said: ServerSentEvent[] = []
    let words = ''
    for (let event = events[from]; event !== undefined; event = events[from + said.length]) {
      const more = frame.wordsIn(event.data)
      if (more === undefined) break
      words += more
      said.push(event)
    }
    if (said.length > 1) this.#tries = 0
    return said.length === 0 ? undefined : { message: frame.saying(words), events: said, length: words.length }
  }

  #alone(event: ServerSentEvent): Heard {
    const { data } = event
    return { message: data === undefined ? 'comment' : this.#message(data), events: [event], length: data?.length ?? 0 }
  }

  #message(data: string): Heard['message'] {
    if (data.trim() === '[DONE]') return 'done'
    const message = mayHoldTooMuch(data, maxValues) ? undefined : object(parsed(data))
    if (message === undefined) return 'unread'
    const next = this.#tries < maxTries && data.length <= longestFramed ? this.#api.nextWords?.(message) : undefined
    // An empty text would be found everywhere.
    if (next !== undefined && next.words !== '') {
      this.#tries++
      this.#frame = Frame.of(data, next) ?? this.#frame
    }
    return message
  }
}
