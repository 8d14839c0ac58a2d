// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import { GateError, type GateErrorCode } from '../../error.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import type { Piece } from '../../requests/answer-sink.ts'
import type { Assembler, StreamApi, StreamMessage } from '../apis/api.ts'
import type { ServerSentEvent } from './events.ts'
import { MessageReader } from './message-reader.ts'

/** A message of the far side in the shape of the caller's API. */
type Translate = (message: StreamMessage | 'end') => readonly StreamMessage[]

/** The cost of a message, and of reading or writing a character of it, in characters inspected. */
const perMessage = 16
const perCharacter = 1 / 16
/** Writing anything shorter takes no time worth counting. */
const longWritten = 1 << 12

/**
 * What replaces a comment of the far side where texts are inspected, because nothing inspects the words of a comment.
 */
const keepAlive = ':\n\n'

/**
 * The way of one stream through the gate: translated and guarded if asked, and put together as the caller gets it.
 * Otherwise the bytes of an event go on as they came.
 */
export class Passage {
  readonly #api: StreamApi
  readonly #from: StreamApi
  readonly #translate: Translate | undefined
  readonly #guard: ((message: StreamMessage) => InPieces<readonly StreamMessage[]>) | undefined
  readonly #isHidden: (message: StreamMessage) => boolean
  readonly #seen: Assembler
  readonly #reader: MessageReader
  #unread = 0
  /** What went on that nobody understood, as it came: the log holds it, and it is inspected with the answer. */
  readonly #unheard: string[] = []
  /** The same for single members, and for lines that are no data: one that every event repeats is held once. */
  readonly #beside = new Set<string>()

  /** `translation` names the API that the far side speaks instead of the caller's, and how to translate from it. */
  constructor(
    api: StreamApi,
    options: {
      readonly translation?: { readonly from: StreamApi; readonly change: Translate }
      readonly guard?: TextGuard
      /** Messages that are read and do not go on, because the caller did not ask for them. */
      readonly isHidden?: (message: StreamMessage) => boolean
    } = {},
  ) {
    const { translation, guard, isHidden = () => false } = options
    this.#api = api
    this.#from = translation?.from ?? api
    this.#translate = translation?.change
    this.#guard = guard === undefined ? undefined : api.guard(guard)
    this.#isHidden = isHidden
    this.#seen = api.assemble()
    this.#reader = new MessageReader(this.#from)
  }

  /**
   * Adds what goes on to `to`, message by message: at each pause, everything added may go. Throws `upstream-failed`
   * when the far side says that it failed, after what it said before.
   */
  *push(events: readonly ServerSentEvent[], to: Piece[]): InPieces<void> {
    // The first event may have come over many turns of the loop: cutting out and reading a long one takes time.
    yield (events[0]?.data?.length ?? 0) * perCharacter
    for (const { message, events: came, length } of this.#reader.read(events)) {
      yield perMessage + length * (this.#guard === undefined ? perCharacter : 1)
      if (message === 'comment' || message === 'unread') this.#passBy(message, came, to)
      else if (message !== 'done' && this.#from.isFailure(message)) {
        throw new GateError('upstream-failed', 'the model failed before it was done')
      } else if (!this.#isLookedAt) {
        this.#see(message, came.length)
        if (!this.#isHidden(message)) this.#addBytes(came, to)
      } else {
        yield* this.#tell(this.#translate?.(message) ?? [message], came.length, to)
      }
    }
  }

  /** The last of a stream that ended in good order. */
  *end(events: readonly ServerSentEvent[], to: Piece[]): InPieces<void> {
    yield* this.push(events, to)
    if (!this.isDone) yield* this.#tell(this.#translate?.('end') ?? [], 0, to)
  }

  /** What these events said, as far as it may go. */
  *#tell(messages: readonly StreamMessage[], events: number, to: Piece[]): InPieces<void> {
    for (const message of messages) {
      for (const changed of this.#guard === undefined ? [message] : yield* this.#guard(message)) {
        this.#see(changed, events)
        if (this.#isHidden(changed)) continue
        const written = this.#api.encode(changed)
        to.push(written)
        if (written.length > longWritten) yield written.length * perCharacter
      }
    }
  }

  /**
   * Comments and events that can't be read: where something inspects the stream, and so must understand it, none of
   * them goes on (P10).
   */
  #passBy(message: 'comment' | 'unread', events: readonly ServerSentEvent[], to: Piece[]): void {
    if (message === 'unread') this.#unread++
    if (this.#isLookedAt) {
      if (message === 'comment') to.push(keepAlive)
      return
    }
    for (const { data } of events) if (data !== undefined) this.#unheard.push(data)
    this.#addBytes(events, to)
  }

  /** Adds them as they came. Lines that are no data are not read; the log holds them as they came too. */
  #addBytes(events: readonly ServerSentEvent[], to: Piece[]): void {
    for (const { data, isMixed, raw } of events) {
      if (isMixed || data === undefined) this.#noteBeside(String(raw).trim())
      to.push(raw)
    }
  }

  #noteBeside(said: string): void {
    if (said !== '' && said !== ':') this.#beside.add(said)
  }

  get #isLookedAt(): boolean {
    return this.#translate !== undefined || this.#guard !== undefined
  }

  get isDone(): boolean {
    return this.#seen.isDone
  }

  /** The answer as the caller got it, with how many events could not be read. */
  answer(): JsonObject {
    const answer = this.#seen.answer()
    const unread = this.#unread === 0 ? answer : { ...answer, unread: this.#unread }
    const unheard = [...this.#unheard, ...this.#beside]
    return unheard.length === 0 ? unread : { ...unread, unheard }
  }

  #see(message: StreamMessage, events: number): void {
    const unheard = this.#seen.push(message)
    if (unheard === undefined) return
    if (unheard === message) this.#unread += events
    this.#beside.add(JSON.stringify(unheard))
  }

  failure(code: GateErrorCode, message: string): string {
    return this.#api.encode(this.#seen.failure(code, message))
  }
}
