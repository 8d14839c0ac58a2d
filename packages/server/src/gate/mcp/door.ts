// SPDX-License-Identifier: EUPL-1.2
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { warn } from '../../warnings/index.ts'
import { gateErrorOf, responseOf } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { readJson } from '../requests/json-body.ts'
import { OwnTurns } from '../requests/own-turns.ts'
import { type Asked, readBody } from '../requests/request.ts'
import { type From, serveMcp } from './face.ts'
import { exitOf, isCall } from './last-words.ts'
import { mcpError } from './replies.ts'

const maxMessageBytes = 4 * 1024 * 1024

/** The door for MCP: the SDK takes a web request and makes a web response, which Hono's server makes from Node's. */
export function mcpDoor(parts: GateParts): (asked: Asked) => Promise<void> {
  const mcp = serveMcp(parts)
  const turns = new OwnTurns()
  const calls = new OwnTurns()
  return async (asked) => {
    const { request, response, caller } = asked
    const isPost = request.method === 'POST'
    const parsedBody = isPost ? readJson(await readBody(asked, maxMessageBytes)) : undefined
    const isOfCall = isCall(parsedBody)
    const end = await (isOfCall ? calls : turns).begin(caller.agent)
    // Calls have limits of their own, but messages that only look like calls are counted nowhere. So these begin one
    // after the other too.
    if (isOfCall) end()
    else if (response.closed) return end()
    else response.once('close', end)
    const exit = isPost ? exitOf(response, parsedBody) : undefined
    const from: From = { caller, exit }
    const authInfo = { token: '', clientId: caller.agent, scopes: [], extra: { ...from } }
    const serve = async (web: Request): Promise<Response> => {
      const made = await mcp.fetch(web, { authInfo, parsedBody })
      return exit?.answer(made) ?? made
    }
    const errorHandler = (error: unknown): Response => {
      warn('gate-failed', { error })
      return response.headersSent ? RESPONSE_ALREADY_SENT : responseOf(mcpError(gateErrorOf(error)))
    }
    await getRequestListener(serve, { errorHandler })(request, response)
  }
}
