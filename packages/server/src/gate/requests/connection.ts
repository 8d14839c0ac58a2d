// SPDX-License-Identifier: EUPL-1.2
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Answer, Told } from '../error.ts'
import type { AnswerSink, Piece } from './answer-sink.ts'
import { type Exit, endAtOnce } from './exit.ts'

/**
 * The connection to a caller, for one answer. The first answer is the only one: after a stop has answered, whatever the
 * path of the call still brings is dropped.
 */
export class Connection implements AnswerSink, Exit {
  readonly #response: ServerResponse
  readonly #write: (told: Told) => Answer
  /** The head of a stream of which nothing has gone out yet. */
  #head: OutgoingHttpHeaders | undefined

  /** `write` makes a refusal in the caller's protocol. */
  constructor(response: ServerResponse, write: (told: Told) => Answer) {
    this.#response = response
    this.#write = write
  }

  /** Calls when the caller goes away before its answer is out. */
  onLeft(left: () => void): void {
    const response = this.#response
    if (response.destroyed) left()
    response.once('close', () => {
      if (!response.writableFinished) left()
    })
  }

  /** A whole answer, in one write. */
  answer({ status, headers, body }: Answer): void {
    if (!this.#response.headersSent && !this.#response.destroyed) this.#whole(status, headers, body)
  }

  json(status: number, value: unknown): void {
    this.answer({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })
  }

  refuse(told: Told): void {
    if (!this.#response.headersSent) this.answer(this.#write(told))
  }

  /** An answer that comes piece by piece; pieces that are there at the start go out with the head. */
  stream(headers: OutgoingHttpHeaders, start: (sink: AnswerSink) => void): void {
    const response = this.#response
    if (response.headersSent || response.destroyed) return
    this.#head = headers
    start(this)
    if (this.#head === undefined) return
    this.#begin()
    response.flushHeaders()
  }

  write(piece: Piece): boolean {
    this.#begin()
    return this.#isOver || this.#response.write(piece)
  }

  onDrain(go: () => void): void {
    this.#response.once('drain', go)
  }

  end(last?: Piece): void {
    const head = this.#head
    this.#head = undefined
    if (this.#isOver) return
    // All of it was there at the start: its length is known, so it needs no chunks.
    if (head !== undefined) this.#whole(200, head, last ?? '')
    else this.#response.end(last)
  }

  endAtOnce(last: Piece): void {
    this.#begin()
    if (!this.#isOver) endAtOnce(this.#response, last)
  }

  #whole(status: number, headers: OutgoingHttpHeaders, body: Piece): void {
    this.#response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  #begin(): void {
    if (this.#head === undefined) return
    this.#response.writeHead(200, this.#head)
    this.#head = undefined
  }

  get #isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed
  }
}
