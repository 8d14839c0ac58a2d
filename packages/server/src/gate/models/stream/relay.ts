// SPDX-License-Identifier: EUPL-1.2
import { type InPieces, nextTurn, turnOf } from '../../../boundary/index.ts'
import type { JsonObject } from '../../../journal/index.ts'
import type { Result } from '../../call.ts'
import type { Cut } from '../../cut.ts'
import { GateError } from '../../error.ts'
import type { AnswerSink, Piece } from '../../requests/answer-sink.ts'
import { type BodyReader, type FarBody, upstreamError } from '../../upstream/index.ts'
import { EventReader } from './events.ts'
import type { Passage } from './passage.ts'
import { joined } from './pieces.ts'

/**
 * Passes events on as they come, and reads them on the way; each can be the last before a stop. Long ones are read in
 * turns of the loop. Meanwhile the far side waits, and its end waits behind what came before it. A stop silences the
 * stream first, also between two turns; what runs behind it ends after that, and when the caller leaves. `resultOf`
 * makes the result of the whole answer.
 */
export class Relay implements BodyReader {
  readonly #body: FarBody
  readonly #passage: Passage
  readonly #ending: Cut
  readonly #resultOf: (answer: JsonObject) => Result
  readonly #events = new EventReader()
  readonly #ended = Promise.withResolvers<Result>()
  #sink: AnswerSink | undefined
  /** Bytes that came and are not read yet. */
  #came: Uint8Array[] = []
  /** What may go on: one list, to which the passage adds. */
  readonly #waiting: Piece[] = []
  #isDue = false
  #isReading = false
  /** How the far side ended, after the bytes that came. */
  #last: 'end' | { readonly cause: unknown } | undefined
  #isBehind = false
  #isPaused = false
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

  /** What the caller may have got by now. */
  get letGo(): JsonObject {
    return this.#passage.answer()
  }

  /** From here on everything goes to `sink`. */
  start(sink: AnswerSink): void {
    this.#sink = sink
    // If it ended before it began, that is told all the same.
    if (this.#isOver) this.#endWith(upstreamError(this.#ending.reason, 'the model'))
    this.#ending.onSilence(({ code, message }) => {
      this.#isOver = true
      sink.endAtOnce(this.#passage.failure(code, message))
    })
    if (this.#isOver) return
    this.#body.read(this)
    this.#read()
  }

  piece(bytes: Uint8Array): void {
    if (this.#isOver) return
    this.#came.push(bytes)
    if (this.#isDue) return
    this.#isDue = true
    process.nextTick(this.#turn)
  }

  end(): void {
    this.#last = 'end'
    this.#read()
  }

  failed(cause: unknown): void {
    // It may hear of a cut through the far side first.
    const { reason } = this.#ending
    if (reason !== undefined) this.#cut(reason)
    this.#last = { cause }
    this.#read()
  }

  /** Bytes of one turn are read together and go on in one write, because each write is a chunk and a system call. */
  readonly #turn = (): void => {
    this.#isDue = false
    this.#read()
  }

  #read(): void {
    if (this.#isOver || this.#isReading) return
    this.#isReading = true
    try {
      const reading = this.#reading()
      if (turnOf(reading) !== undefined) this.#wasRead()
      else this.#readOn(reading).catch((cause) => this.#fail(cause))
    } catch (cause) {
      this.#fail(cause)
    }
  }

  /** Reads all that came, and what comes meanwhile. */
  *#reading(): InPieces<void> {
    for (let [first] = this.#came; first !== undefined; [first] = this.#came) {
      const bytes = this.#came.length === 1 ? first : Buffer.concat(this.#came)
      this.#came = []
      yield* this.#passage.push(this.#events.push(bytes), this.#waiting)
    }
    if (this.#last === 'end') yield* this.#passage.end(this.#events.end(), this.#waiting)
  }

  async #readOn(reading: InPieces<void>): Promise<void> {
    do {
      this.#write()
      this.#flow()
      if (this.#isBehind) await new Promise<void>((go) => this.#sink?.onDrain(go))
      await nextTurn()
      if (this.#isOver) return
    } while (turnOf(reading) === undefined)
    this.#wasRead()
  }

  #wasRead(): void {
    this.#isReading = false
    if (this.#last === 'end') this.#finish()
    else if (this.#last !== undefined) this.#fail(this.#last.cause)
    else {
      this.#write()
      this.#flow()
    }
  }

  #write(): void {
    const sink = this.#sink
    if (this.#waiting.length === 0 || sink === undefined) return
    if (sink.write(this.#takeWaiting()) || this.#isBehind) return
    this.#isBehind = true
    sink.onDrain(() => {
      this.#isBehind = false
      this.#flow()
    })
  }

  /** The far side waits while its bytes are read, and while the caller is behind. */
  #flow(): void {
    const waits = this.#isReading || this.#isBehind
    if (this.#isOver || waits === this.#isPaused) return
    this.#isPaused = waits
    if (waits) this.#body.pause()
    else this.#body.resume()
  }

  #finish(): void {
    if (!this.#passage.isDone) throw new GateError('upstream-timeout', 'the model broke off before it was done')
    this.#ended.resolve(this.#resultOf(this.#passage.answer()))
    this.#isOver = true
    this.#sink?.end(this.#takeWaiting())
  }

  #fail(why: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    // A rule keeps the rest back: how the call ended is known.
    const isWithheld = why instanceof GateError && why.code === 'withheld'
    const { message } = upstreamError(why, 'the model')
    // Otherwise something may have been done with what was said before, so the outcome is unknown.
    const told = isWithheld ? why : new GateError('upstream-timeout', message, {}, { cause: why })
    this.#ended.reject(told)
    this.#endWith(told)
    this.#body.release()
  }

  /** Also after a stop silenced it: the stop told the caller, and left what runs behind the call. */
  #cut(reason: GateError): void {
    this.#ended.reject(reason)
    this.#body.release()
    if (this.#isOver) return
    this.#isOver = true
    this.#endWith(reason)
  }

  #endWith({ code, message }: Pick<GateError, 'code' | 'message'>): void {
    // After what was released before it.
    this.#waiting.push(this.#passage.failure(code, message))
    this.#sink?.end(this.#takeWaiting())
  }

  #takeWaiting(): Piece {
    const waiting = joined(this.#waiting)
    this.#waiting.length = 0
    return waiting
  }
}
