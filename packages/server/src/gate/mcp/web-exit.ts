// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Answer, Told } from '../error.ts'
import { type Exit, endAtOnce } from '../requests/exit.ts'

/** The exit of a call whose answer a framework writes: past it, and so that it doesn't answer a second time. */
export class WebExit implements Exit {
  readonly #response: ServerResponse
  readonly #write: (told: Told) => Answer
  readonly #last: (told: Told) => string
  #isTaken = false
  #isHandedOver = false

  /** `write` makes a refusal in the caller's protocol; `last` the last words of an answer under way. */
  constructor(response: ServerResponse, write: (told: Told) => Answer, last: (told: Told) => string) {
    this.#response = response
    this.#write = write
    this.#last = last
  }

  refuse(told: Told): void {
    const response = this.#response
    if (response.writableEnded || response.destroyed) return
    if (response.headersSent) this.#end(this.#last(told))
    // The framework may be about to answer, and would answer a second time: then these words go down the path.
    else if (!this.#isHandedOver) this.#answer(this.#write(told))
  }

  /** What the path made, or nothing more when a stop has answered. */
  answer(made: Response): Response {
    if (!this.#isTaken) {
      this.#isHandedOver = true
      return made
    }
    // A stream that nobody reads would otherwise keep what makes it alive.
    made.body?.cancel().catch(() => undefined)
    return RESPONSE_ALREADY_SENT
  }

  #answer({ status, headers, body }: Answer): void {
    this.#isTaken = true
    this.#response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  #end(last: string): void {
    const response = this.#response
    this.#isTaken = true
    // The framework may go on with what the path made: that reaches nobody, and must not end the process.
    response.on('error', () => undefined)
    endAtOnce(response, last)
  }
}
