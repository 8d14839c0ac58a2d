// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../error.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import type { ServerSentEvent } from './events.ts'
import type { TextGuard } from './guard.ts'
import { type Heard, MessageReader } from './message-reader.ts'
import type { Piece } from './pieces.ts'

/** Gives what goes on for each message of the far side: in another API's shape, or changed by a guard. */
export type Change = (message: StreamMessage) => readonly StreamMessage[]

/** What a comment of the far side becomes where texts are looked at: its words are in no text, and none looks at them. */
const keepAlive = ':\n\n'

/**
 * The way of one stream through the gate: translated and guarded where that is asked, and put together
 * as the caller gets it. Untouched, the bytes of an event go on as they came.
 */
export class Passage {
  readonly #api: StreamApi
  readonly #from: StreamApi
  readonly #change: Change | undefined
  readonly #isHidden: (message: StreamMessage) => boolean
  readonly #seen: Assembler
  readonly #reader: MessageReader
  #unread = 0

  /** `translation` tells what the far side speaks instead of the caller's API, and how that becomes the caller's. */
  constructor(
    api: StreamApi,
    options: {
      readonly translation?: { readonly from: StreamApi; readonly change: Change }
      readonly guard?: TextGuard
      /** What is read and does not go on, because the caller did not ask for it. */
      readonly isHidden?: (message: StreamMessage) => boolean
    } = {},
  ) {
    const { translation, guard, isHidden = () => false } = options
    this.#api = api
    this.#from = translation?.from ?? api
    this.#change = inTurn(translation?.change, guard === undefined ? undefined : api.guard(guard))
    this.#isHidden = isHidden
    this.#seen = api.assemble()
    this.#reader = new MessageReader(this.#from)
  }

  /** Adds what goes on to `to`. Throws `upstream-failed` when the far side says that it failed, behind what it said before. */
  push(events: readonly ServerSentEvent[], to: Piece[]): void {
    for (const heard of this.#reader.read(events)) this.#pass(heard, to)
  }

  #pass({ message, events }: Heard, to: Piece[]): void {
    if (message === 'comment') {
      if (this.#change === undefined) addBytes(events, to)
      else to.push(keepAlive)
    } else if (message === 'unread') {
      // Passed on all the same when nothing has to look at it: what is inspected must be understood (P10).
      this.#unread++
      if (this.#change === undefined) addBytes(events, to)
    } else if (message !== 'done' && this.#from.isFailure(message)) {
      throw new GateError('upstream-failed', 'the model failed before it was done')
    } else if (this.#change === undefined) {
      this.#see(message, events.length)
      if (!this.#isHidden(message)) addBytes(events, to)
    } else {
      for (const changed of this.#change(message)) {
        this.#see(changed, events.length)
        if (!this.#isHidden(changed)) to.push(this.#api.encode(changed))
      }
    }
  }

  get isDone(): boolean {
    return this.#seen.isDone
  }

  /** The answer as the caller got it, with how many events could not be read. */
  answer() {
    const answer = this.#seen.answer()
    return this.#unread === 0 ? answer : { ...answer, unread: this.#unread }
  }

  #see(message: StreamMessage, events: number): void {
    if (!this.#seen.push(message)) this.#unread += events
  }

  failure(code: string, message: string): string {
    return this.#api.encode(this.#seen.failure(code, message))
  }
}

/** As they came. */
function addBytes(events: readonly ServerSentEvent[], to: Piece[]): void {
  for (const { raw } of events) to.push(raw)
}

function inTurn(first: Change | undefined, second: Change | undefined): Change | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return (message) => first(message).flatMap(second)
}
