// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import type { Told } from '../error.ts'

/**
 * The short way to one caller, for a stop. A stop writes its words to the connection in the turn of the loop in which
 * it was pressed. The path of the call hears of it afterwards and finds that the answer was given. Down the path, an
 * answer passes promises first: for a thousand callers that takes longer than a stop may (P4).
 */
export interface Exit {
  /** Answers with a refusal, unless the answer has begun. */
  refuse(told: Told): void
}

/** Whom an answer goes to. */
export interface Line {
  /** Calls when the caller goes away before its answer is out; at once when that was before. */
  onLeft(left: () => void): void
  /** The short way for a stop, where there is one. */
  readonly exit?: Exit | undefined
}

/** Ends an answer with these words, or without them if they would come after pieces that still wait here (P4). */
export function endAtOnce(response: ServerResponse, last: string | Uint8Array): void {
  const { socket } = response
  if (socket !== null && !socket.writableNeedDrain) return void response.end(last)
  // It waits behind another answer of its connection: Node writes out what waits when its turn comes, even if it was
  // destroyed.
  if (socket === null) response.once('socket', (connection) => connection.destroy())
  response.destroy()
}
