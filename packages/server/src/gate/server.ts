// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { warn } from '../warnings/index.ts'
import type { StopDrills } from './drill/stop-drills.ts'
import { receiptsOf } from './entries/receipts.ts'
import { RefusedCallers } from './entries/refused-callers.ts'
import { GateError, gateErrorOf } from './error.ts'
import { mcpDoor } from './mcp/door.ts'
import { mcpError } from './mcp/replies.ts'
import { apiAt, listModels, modelError, serveModel, showModel } from './models/index.ts'
import type { GateParts } from './parts.ts'
import { BodyRoom } from './requests/body-room.ts'
import { authenticate, bearerOf } from './requests/caller.ts'
import { Connection } from './requests/connection.ts'
import { ownHostOf } from './requests/own-host.ts'
import { mayWait } from './requests/pipeline.ts'
import { type Asked, pathOf, showOut } from './requests/request.ts'
import { RunStarts } from './runs/run-starts.ts'
import type { Soon } from './soon.ts'
import type { ModelUpstreams } from './upstream/index.ts'

interface GateServerParts extends GateParts {
  readonly upstreams: ModelUpstreams
  readonly stopDrills: StopDrills
  /** The address that the gate listens on. */
  readonly hostname: string
  /** Where agents reach it. */
  readonly url: string
  /** Whether a call that nothing forbids can pass here. */
  readonly passesCalls: () => boolean
}

/**
 * The agents' door: model APIs and MCP, for callers with an agent key or a run key, and nothing else. It speaks Node's
 * own HTTP, so that a stop can write to each connection at once. docs/adr/0012-node-http-at-the-gate.md.
 */
export function gateListener(parts: GateServerParts): RequestListener {
  const serve = doorsOf(parts)
  const refused = new RefusedCallers(parts.journal)
  const room = new BodyRoom()
  const requireOwnHost = ownHostOf(parts)
  return async (request, response) => {
    if (!mayWait(request, response)) return void request.socket.destroy()
    const { headers } = request
    const path = pathOf(request.url)
    if (path === '/healthz' && isReading(request)) {
      tellHealth(response, parts.passesCalls())
      return showOut(request)
    }
    const connection = new Connection(response, (told) =>
      path === '/mcp' ? mcpError(told) : modelError(path, headers, told),
    )
    try {
      requireOwnHost(headers)
      // A drill has a ticket of its own and no body.
      if (path === '/v1/drill') parts.stopDrills.open(bearerOf(headers) ?? '', connection)
      else {
        // Without a valid key no body is kept in memory.
        const known = authenticate(parts, headers)
        const caller = known instanceof Promise ? await known : known
        await serve({ request, response, path, caller, connection, room })
      }
    } catch (error) {
      if (!(error instanceof GateError) && !isGone(error)) warn('gate-failed', { error })
      // A call whose key ended while it was under way has entries of its own.
      const isNobody = error instanceof GateError && error.code === 'unauthenticated' && error.detail.call === undefined
      if (isNobody) refused.count()
      connection.refuse(gateErrorOf(error))
    }
    room.served(response)
    if (!request.complete) showOut(request)
  }
}

function doorsOf(parts: GateServerParts): (asked: Asked) => Soon<void> {
  const mcp = mcpDoor(parts)
  const runStarts = new RunStarts(parts)
  return (asked) => {
    const { path, request } = asked
    if (path === '/mcp') return mcp(asked)
    if (request.method === 'POST') {
      const api = apiAt(path)
      if (api !== undefined) return serveModel(parts, api, asked)
      if (path === '/v1/runs') return runStarts.start(asked)
    }
    if (isReading(request)) {
      if (path === '/v1/models') return listModels(parts, asked)
      const model = nameAfter('/v1/models/', path)
      if (model !== undefined) return showModel(parts, asked, model)
      const call = nameAfter('/v1/receipts/', path)
      if (call !== undefined) return showReceipts(parts, asked, call)
    }
    throw new GateError('not-found', served)
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** For balancers, which ask by an address of their own and have no key: it says only this. */
function tellHealth(response: ServerResponse, isWell: boolean): void {
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': 'no-store' })
  response.end(isWell ? 'ok\n' : 'no\n')
}

// Somebody with a wrong base URL reads only this: an SDK of OpenAI's kind wants it with /v1, one of Anthropic's
// without.
const served =
  'no such address here: the gate serves POST /v1/chat/completions, /v1/responses, /v1/embeddings, /v1/messages and /v1/runs, GET /v1/models, and /mcp; the base URL ends in /v1 for SDKs of OpenAI’s API, and not for Anthropic’s'

async function showReceipts({ journal }: GateParts, { caller, connection }: Asked, call: string): Promise<void> {
  connection.json(200, await receiptsOf(journal, caller, call))
}

/** The rest of a path after `start`; undefined when the path is another, or the rest is not text. */
function nameAfter(start: string, path: string): string | undefined {
  if (!path.startsWith(start)) return undefined
  try {
    return decodeURIComponent(path.slice(start.length))
  } catch {
    return undefined
  }
}

/** The caller left while it sent: that deserves no warning, however often it happens. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}
