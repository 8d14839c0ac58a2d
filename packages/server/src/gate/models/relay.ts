// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Result } from '../call.ts'
import type { Cut } from '../cut.ts'
import { GateError } from '../error.ts'
import { type BodyReader, type FarBody, upstreamError } from '../upstream/index.ts'
import type { AnswerSink } from './answer-sink.ts'
import { EventReader } from './events.ts'
import type { Passage } from './passage.ts'
import { joined, type Piece } from './pieces.ts'

/**
 * Events go on as they come and are read on the way; each can be the last that a stop lets through. A stop silences the
 * stream first; what runs behind it ends after that, and when the caller leaves. `resultOf` makes the result of the
 * whole answer.
 */
export class Relay implements BodyReader {
  readonly #body: FarBody
  readonly #passage: Passage
  readonly #ending: Cut
  readonly #resultOf: (answer: JsonObject) => Result
  readonly #events = new EventReader()
  readonly #ended = Promise.withResolvers<Result>()
  #sink: AnswerSink | undefined
  /** What came in this turn of the loop, and what of it may go on. */
  #came: Uint8Array[] = []
  #waiting: Piece[] = []
  #isDue = false
  #isOver = false

  constructor(body: FarBody, passage: Passage, cut: Cut, resultOf: (answer: JsonObject) => Result) {
    this.#body = body
    this.#passage = passage
    this.#ending = cut
    this.#resultOf = resultOf
    cut.onEnd((reason) => this.#cut(reason))
  }

  /** Settles when the far side is done, or never will be. */
  get ended(): Promise<Result> {
    return this.#ended.promise
  }

  /** What may have gone on by now. */
  get letGo(): JsonObject {
    return this.#passage.answer()
  }

  /** From here on what comes goes to `sink`. */
  start(sink: AnswerSink): void {
    this.#sink = sink
    // What ended it before it began is told all the same.
    if (this.#isOver) this.#endWith(upstreamError(this.#ending.reason, 'the model'))
    this.#ending.onSilence(({ code, message }) => {
      this.#isOver = true
      sink.endAtOnce(this.#passage.failure(code, message))
    })
    if (this.#isOver) return
    this.#body.read(this)
    this.#turn()
  }

  piece(bytes: Uint8Array): void {
    if (this.#isOver) return
    this.#came.push(bytes)
    if (this.#isDue) return
    this.#isDue = true
    process.nextTick(this.#turn)
  }

  end(): void {
    if (this.#isOver) return
    try {
      this.#read()
      this.#passage.push(this.#events.end(), this.#waiting)
      if (!this.#passage.isDone) throw new GateError('upstream-timeout', 'the model broke off before it was done')
      this.#ended.resolve(this.#resultOf(this.#passage.answer()))
      this.#isOver = true
      this.#sink?.end(this.#takeWaiting())
    } catch (cause) {
      this.failed(cause)
    }
  }

  failed(cause: unknown): void {
    // It may hear of a cut by the far side first.
    const { reason } = this.#ending
    if (reason !== undefined) this.#cut(reason)
    if (this.#isOver) return
    const why = this.#readBefore(cause)
    this.#isOver = true
    // A rule keeps the rest back: what came of the call is known.
    const isWithheld = why instanceof GateError && why.code === 'withheld'
    const { message } = upstreamError(why, 'the model')
    // Otherwise something may have been done with what was said before: the outcome is unknown.
    this.#ended.reject(isWithheld ? why : new GateError('upstream-timeout', message, {}, { cause: why }))
    this.#endWith({ code: isWithheld ? why.code : 'upstream-failed', message })
    this.#body.release()
  }

  /** Also after a stop silenced it, which told the caller and left what runs behind it. */
  #cut(reason: GateError): void {
    this.#ended.reject(reason)
    this.#body.release()
    if (this.#isOver) return
    this.#isOver = true
    this.#endWith(reason)
  }

  #endWith({ code, message }: Pick<GateError, 'code' | 'message'>): void {
    // Behind what was let go before it.
    this.#waiting.push(this.#passage.failure(code, message))
    this.#sink?.end(this.#takeWaiting())
  }

  /** What came in one turn is read together, and goes on in one write: each is a chunk and a call of the system. */
  readonly #turn = (): void => {
    this.#isDue = false
    const sink = this.#sink
    if (this.#isOver || sink === undefined) return
    try {
      this.#read()
    } catch (cause) {
      this.failed(cause)
      return
    }
    if (this.#waiting.length === 0 || sink.write(this.#takeWaiting())) return
    this.#body.pause()
    sink.onDrain(() => this.#body.resume())
  }

  #read(): void {
    const came = this.#came
    const [first] = came
    if (first === undefined) return
    this.#came = []
    this.#passage.push(this.#events.push(came.length === 1 ? first : Buffer.concat(came)), this.#waiting)
  }

  /** What came before a failure goes on; where that fails itself, it failed first. */
  #readBefore(cause: unknown): unknown {
    try {
      this.#read()
      return cause
    } catch (earlier) {
      return earlier
    }
  }

  #takeWaiting(): Piece {
    const waiting = this.#waiting
    this.#waiting = []
    return joined(waiting)
  }
}
