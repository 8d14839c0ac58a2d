// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Answer, Told } from '../error.ts'
import { type Exit, endAtOnce } from '../requests/exit.ts'

/** The exit of a call whose answer a framework writes. It bypasses the framework, and prevents a second answer. */
export class WebExit implements Exit {
  readonly #response: ServerResponse
  readonly #write: (told: Told) => Answer
  readonly #last: (told: Told) => string
  #isTaken = false
  #isHandedOver = false

  /** `write` makes a refusal in the caller's protocol; `last` makes the last words of an answer under way. */
  constructor(response: ServerResponse, write: (told: Told) => Answer, last: (told: Told) => string) {
    this.#response = response
    this.#write = write
    this.#last = last
  }

  refuse(told: Told): void {
    const response = this.#response
    if (response.writableEnded || response.destroyed) return
    if (response.headersSent) this.#end(this.#last(told))
    // The framework may be about to answer, and would answer a second time. Then these words go down the path.
    else if (!this.#isHandedOver) this.#answer(this.#write(told))
  }

  /** The answer that the path made, or nothing if a stop has answered. */
  answer(made: Response): Response {
    if (!this.#isTaken) {
      this.#isHandedOver = true
      return made
    }
    // Otherwise a stream that nobody reads would keep its source alive.
    made.body?.cancel().catch(() => undefined)
    return RESPONSE_ALREADY_SENT
  }

  #answer({ status, headers, body }: Answer): void {
    this.#isTaken = true
    this.#response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  #end(last: string): void {
    const response = this.#response
    // The framework may still write what the path made. That reaches nobody, and must not end the process.
    response.on('error', () => undefined)
    endAtOnce(response, last)
  }
}
