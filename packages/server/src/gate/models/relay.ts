// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Admitted } from '../admitted.ts'
import type { Result } from '../call.ts'
import { GateError } from '../error.ts'
import { type BodyReader, type FarBody, upstreamError } from '../upstream/index.ts'
import type { AnswerSink } from './answer-sink.ts'
import { EventReader, type ServerSentEvent } from './events.ts'
import type { Passage } from './passage.ts'

/**
 * Events go on as they come and are read on the way; each can be the last that a stop lets through. A stop
 * silences the stream first; `signal` aborts after that, and when the caller leaves. `resultOf` makes the result of the
 * whole answer.
 */
export class Relay implements BodyReader {
  readonly #body: FarBody
  readonly #passage: Passage
  readonly #admitted: Pick<Admitted, 'signal' | 'onSilence'>
  readonly #resultOf: (answer: JsonObject) => Result
  readonly #events = new EventReader()
  readonly #ended = Promise.withResolvers<Result>()
  #sink: AnswerSink | undefined
  #isOver = false

  constructor(
    body: FarBody,
    passage: Passage,
    admitted: Pick<Admitted, 'signal' | 'onSilence'>,
    resultOf: (answer: JsonObject) => Result,
  ) {
    this.#body = body
    this.#passage = passage
    this.#admitted = admitted
    this.#resultOf = resultOf
    const { signal } = admitted
    if (signal.aborted) this.#cut(signal.reason)
    else signal.addEventListener('abort', () => this.#cut(signal.reason), { once: true })
  }

  /** Settles when the far side is done, or never will be. */
  get ended(): Promise<Result> {
    return this.#ended.promise
  }

  /** From here on what comes goes to `sink`. */
  start(sink: AnswerSink): void {
    this.#sink = sink
    // What ended it before it began is told all the same.
    if (this.#isOver) this.#endWith(upstreamError(this.#admitted.signal.reason, 'the model'))
    this.#admitted.onSilence(({ code, message }) => {
      this.#isOver = true
      sink.endAtOnce(this.#passage.failure(code, message))
    })
    if (!this.#isOver) this.#body.read(this)
  }

  piece(bytes: Uint8Array): void {
    this.#take(() => this.#events.push(bytes))
  }

  end(): void {
    this.#take(() => this.#events.end())
    if (this.#isOver) return
    try {
      if (!this.#passage.isDone) throw new GateError('upstream-timeout', 'the model broke off before it was done')
      this.#ended.resolve(this.#resultOf(this.#passage.answer()))
      this.#isOver = true
      this.#sink?.end()
    } catch (cause) {
      this.failed(cause)
    }
  }

  failed(cause: unknown): void {
    const { signal } = this.#admitted
    if (signal.aborted) this.#cut(signal.reason)
    if (this.#isOver) return
    this.#isOver = true
    // A rule keeps the rest back: what came of the call is known.
    const isWithheld = cause instanceof GateError && cause.code === 'withheld'
    const { message } = upstreamError(cause, 'the model')
    // Otherwise something may have been done with what was said before: the outcome is unknown.
    this.#ended.reject(isWithheld ? cause : new GateError('upstream-timeout', message, {}, { cause }))
    this.#endWith({ code: isWithheld ? cause.code : 'upstream-failed', message })
    this.#body.release()
  }

  /** Also after a stop silenced it, which told the caller and left what runs behind it. */
  #cut(reason: unknown): void {
    this.#ended.reject(reason)
    this.#body.release()
    if (this.#isOver) return
    this.#isOver = true
    this.#endWith(upstreamError(reason, 'the model'))
  }

  #endWith({ code, message }: Pick<GateError, 'code' | 'message'>): void {
    this.#sink?.end(this.#passage.failure(code, message))
  }

  /** What came together goes on together: each write is a turn, a chunk and a call of the system. */
  #take(read: () => readonly ServerSentEvent[]): void {
    if (this.#isOver) return
    const passed: Uint8Array[] = []
    let failure: { readonly cause: unknown } | undefined
    try {
      for (const event of read()) passed.push(...this.#passage.push(event))
    } catch (cause) {
      failure = { cause }
    }
    // Also what was let go before an event that ends the stream.
    this.#write(passed)
    if (failure !== undefined) this.failed(failure.cause)
  }

  #write(passed: readonly Uint8Array[]): void {
    const [only] = passed
    const sink = this.#sink
    if (only === undefined || sink === undefined) return
    if (sink.write(passed.length === 1 ? only : Buffer.concat(passed))) return
    this.#body.pause()
    sink.onDrain(() => this.#body.resume())
  }
}
