// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import { GateError } from '../../error.ts'
import { object } from '../json.ts'

const longestName = 200
const longestRole = 40
const maxMessages = 10_000
const mostTokens = 100_000_000

/** The request as an object. Throws `malformed` naming what is wrong, as every function here does. */
export function requestIn(json: unknown): JsonObject {
  const request = object(json)
  if (request === undefined) throw new GateError('malformed', 'the body is no JSON object')
  return request
}

export function modelIn({ model }: JsonObject): string {
  if (typeof model === 'string' && model !== '' && model.length <= longestName) return model
  throw wrong('model', `a name of at most ${longestName} characters`)
}

export function isStreamIn({ stream }: JsonObject): boolean {
  if (stream == null || typeof stream === 'boolean') return stream === true
  throw wrong('stream', 'true or false')
}

/**
 * A whole number of at least 1, by default up to the most tokens that can be asked for; undefined if the request has
 * none.
 */
export function countIn(request: JsonObject, name: string, most = mostTokens): number | undefined {
  const count = request[name]
  if (count == null) return undefined
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= most) return count
  throw wrong(name, `a whole number from 1 to ${most}`)
}

/** Refuses anything but a conversation: some messages, each with a role. */
export function requireMessages({ messages }: JsonObject): void {
  if (!Array.isArray(messages) || messages.length === 0 || messages.length > maxMessages) {
    throw wrong('messages', `a list of 1 to ${maxMessages}`)
  }
  for (const [at, message] of messages.entries()) {
    const role = object(message)?.role
    if (typeof role !== 'string' || role.length > longestRole) {
      throw wrong(`messages.${at}`, `an object with a role of at most ${longestRole} characters`)
    }
  }
}

export function wrong(member: string, wanted: string): GateError {
  return new GateError('malformed', `${member}: ${wanted} is needed`)
}
