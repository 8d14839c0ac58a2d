// SPDX-License-Identifier: EUPL-1.2
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { BodyReader, FarBody } from './far-body.ts'

/** How an answer begins. */
interface AnswerHead {
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

/** What may come before anybody reads it, most often the whole answer; a far side that sends more waits. */
const maxEarlyBytes = 64 * 1024

const letGo = new Error('nobody reads this answer any more')

/** One request to a far side, and its answer as it comes: passes on what a pool reports, without streams in between. */
export class Exchange implements Dispatcher.DispatchHandler, FarBody {
  /** Rejects with the reason why no answer began. */
  readonly begun: Promise<AnswerHead>
  readonly #begin: (head: AnswerHead) => void
  readonly #fail: (cause: unknown) => void
  readonly #onOver: () => void
  readonly #endingOf: () => Error | undefined
  readonly #onAhead: (sinceSentMs: number) => void
  #sentAt = 0
  #controller: Dispatcher.DispatchController | undefined
  #reader: BodyReader | undefined
  #early: Uint8Array[] = []
  #earlyBytes = 0
  /** The reader asked for a pause. */
  #isBehind = false
  /** What ended the exchange; undefined while it goes on. */
  #over: { readonly cause?: unknown } | undefined

  /**
   * `onOver` is called once, when nothing more can come. `endingOf` says why nothing may be sent, at the moment when it
   * could be. `onAhead` is called for whatever comes ahead of the answer: the pool begins its time for that anew then.
   */
  constructor(
    onOver: () => void,
    endingOf: () => Error | undefined,
    onAhead: (sinceSentMs: number) => void = () => undefined,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<AnswerHead>()
    this.begun = promise
    this.#begin = resolve
    this.#fail = reject
    this.#onOver = onOver
    this.#endingOf = endingOf
    this.#onAhead = onAhead
  }

  /** Whether the request began to go out: before there was a connection, certainly nothing was delivered. */
  get isSent(): boolean {
    return this.#controller !== undefined
  }

  read(reader: BodyReader): void {
    this.#reader = reader
    const early = this.#early
    this.#early = []
    // The reader may stop halfway.
    for (const piece of early) if (this.#reader === reader) reader.piece(piece)
    if (this.#over !== undefined) this.#tell(this.#over)
    else if (!this.#isBehind) this.#controller?.resume()
  }

  pause(): void {
    this.#isBehind = true
    this.#controller?.pause()
  }

  resume(): void {
    this.#isBehind = false
    this.#controller?.resume()
  }

  release(): void {
    this.#reader = undefined
    this.abort(letGo)
  }

  /**
   * Reads on without keeping anything, so that the connection can serve again; a far side that sends too much is
   * disconnected.
   */
  discard(maxBytes: number): void {
    let size = 0
    this.read({
      piece: (bytes) => {
        size += bytes.length
        if (size > maxBytes) this.release()
      },
      end: () => undefined,
      failed: () => undefined,
    })
  }

  /** Ends it for a reason of the gate, which its reader is told. */
  abort(reason: Error): void {
    this.#end({ cause: reason })
    this.#controller?.abort(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    this.#sentAt = performance.now()
    const ending = this.#endingOf()
    if (ending !== undefined) this.abort(ending)
    else if (this.#over !== undefined) controller.abort(letGo)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // An informational response (RFC 9110 §15.2) is no answer.
    if (status >= 200) this.#begin({ status, headers })
    else this.#onAhead(performance.now() - this.#sentAt)
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    if (this.#over !== undefined) return
    if (this.#reader !== undefined) {
      this.#reader.piece(piece)
    } else {
      this.#early.push(piece)
      this.#earlyBytes += piece.length
      if (this.#earlyBytes > maxEarlyBytes) controller.pause()
    }
  }

  onResponseEnd(): void {
    this.#end({})
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.#end({ cause })
  }

  #end(over: { readonly cause?: unknown }): void {
    if (this.#over !== undefined) return
    this.#over = over
    this.#fail(over.cause)
    this.#onOver()
    this.#tell(over)
  }

  #tell(over: { readonly cause?: unknown }): void {
    if ('cause' in over) this.#reader?.failed(over.cause)
    else this.#reader?.end()
  }
}
