// SPDX-License-Identifier: EUPL-1.2
import { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Answer, Told } from './error.ts'

/**
 * The short way to one caller, for a stop. What a stop has to say is written to the connection in the turn of the loop
 * in which it was pressed; the path of the call hears of it afterwards and finds its answer given. Down the path, an
 * answer passes promises, web streams and the framework first: for a thousand callers that is longer than a stop may
 * take (P4).
 */
export class Exit {
  readonly #response: ServerResponse | undefined
  readonly #write: (told: Told) => Answer
  readonly #last: ((told: Told) => string) | undefined
  #isTaken = false
  #isHandedOver = false

  /**
   * `environment` is what the server gives the framework with a request; without a connection in it, everything goes
   * down the path. `write` makes a refusal in the caller's protocol; `last` the last words of an answer under way.
   */
  constructor(environment: unknown, write: (told: Told) => Answer, last?: (told: Told) => string) {
    this.#response = responseOf(environment)
    this.#write = write
    this.#last = last
  }

  /** Answers with a refusal. */
  refuse(told: Told): void {
    const response = this.#response
    if (response === undefined || response.writableEnded || response.destroyed) return
    if (response.headersSent) {
      if (this.#last !== undefined) this.end(this.#last(told))
      return
    }
    // The framework is about to answer, and would answer a second time: these words go down the path.
    if (this.#isHandedOver) return
    this.#isTaken = true
    const { status, headers, body } = this.#write(told)
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  /** Ends an answer under way with these words; false when none is, and they must go down the path. */
  end(last: string | Uint8Array): boolean {
    const response = this.#response
    if (response === undefined || !response.headersSent) return false
    this.#isTaken = true
    // The framework may go on with what the path made: that reaches nobody, and must not end the process.
    response.on('error', () => undefined)
    // What waits here for a slow reader would go on coming after the stop.
    if (response.socket?.writableNeedDrain === true) response.destroy()
    else if (!response.writableEnded) response.end(last)
    return true
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
}

/** Whether the connection has been answered past the framework. */
export function isAnswered(environment: unknown): boolean {
  return responseOf(environment)?.headersSent === true
}

function responseOf(environment: unknown): ServerResponse | undefined {
  if (typeof environment !== 'object' || environment === null || !('outgoing' in environment)) return undefined
  return environment.outgoing instanceof ServerResponse ? environment.outgoing : undefined
}
