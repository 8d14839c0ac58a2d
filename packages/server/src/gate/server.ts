// SPDX-License-Identifier: EUPL-1.2
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { warn } from '../warnings/index.ts'
import { type Caller, newId } from './call.ts'
import type { StopDrills } from './drill/stop-drill.ts'
import { GateError, gateErrorOf, responseOf, stoppedBy } from './error.ts'
import { Exit, isAnswered } from './exit.ts'
import { readJson } from './json-body.ts'
import { exitOf } from './mcp/last-words.ts'
import { mcpError } from './mcp/replies.ts'
import { type From, serveMcp } from './mcp.ts'
import { modelError, openaiError, serveModels } from './models/index.ts'
import { requireOwnHost } from './own-host.ts'
import type { GateParts } from './parts.ts'
import { receiptsOf } from './receipts.ts'
import type { ModelUpstreams } from './upstream/index.ts'

export interface GateServerParts extends GateParts {
  readonly upstreams: ModelUpstreams
  readonly stopDrills: StopDrills
  /** The address that the gate listens on. */
  readonly hostname: string
}

/** Images travel in requests; 20 MB is what the large providers take. */
const maxBodyBytes = 20 * 1024 * 1024
const maxMessageBytes = 4 * 1024 * 1024
const runKeyLifetimeMs = 24 * 3_600_000
const maxLiveRuns = 1000

/** The agents' door: model APIs and MCP, for callers with an agent key or a run key, and nothing else. */
export function gateApp(parts: GateServerParts): Hono {
  const app = new Hono()
  const mcp = serveMcp(parts)
  const refused = new RefusedCallers(parts)

  app.onError((error, context) => {
    if (!(error instanceof GateError) && !isGone(error)) warn('gate-failed', { error })
    if (error instanceof GateError && error.code === 'unauthenticated') refused.count()
    return refuse(context, gateErrorOf(error))
  })
  app.notFound((context) => refuse(context, new GateError('not-found', 'the gate serves /v1 and /mcp')))
  app.use(async (context, next) => {
    requireOwnHost(context.req.raw, parts.hostname)
    await parts.identity.know(keyOf(context.req.raw))
    await next()
  })
  // A drill has a ticket of its own and no body.
  app.get('/v1/drill', (context) => {
    const ticket = (context.req.header('authorization') ?? '').replace(/^Bearer /, '')
    const headers = { 'content-type': 'text/event-stream' }
    const exit = new Exit(context.env, openaiError)
    return exit.answer(new Response(parts.stopDrills.open(ticket, context.req.raw.signal, exit), { headers }))
  })
  // Nobody without a key has a body of theirs kept in memory.
  app.use(async (context, next) => {
    authenticate(parts, context.req.raw)
    await next()
  })
  app.use('/mcp', limited(maxMessageBytes))
  app.use('/v1/*', limited(maxBodyBytes))

  serveModels(app, parts, (request) => authenticate(parts, request))

  app.post('/v1/runs', async (context) => {
    const caller = authenticate(parts, context.req.raw)
    // In a run of its own making, the holder of a run key would be without the run's labels and outside its stop.
    const stop = parts.stops.covering(caller)
    if (stop !== undefined) throw stoppedBy(stop)
    if (caller.run !== runOf(caller.agent)) throw new GateError('denied', 'a run key starts no other run')
    if (parts.identity.keysOf('run', caller.agent).length >= maxLiveRuns) {
      throw new GateError('denied', `this agent has ${maxLiveRuns} runs under way; their keys last a day`)
    }
    const run = newId('run')
    await parts.runs.start({ ...caller, run })
    const expiresAtMs = parts.now() + runKeyLifetimeMs
    const { key } = await parts.identity.issue({ kind: 'run', principal: caller.agent, run, expiresAtMs })
    return context.json({ run, key, expires_at: Math.floor(expiresAtMs / 1000) }, 201)
  })

  app.get('/v1/receipts/:call', async (context) => {
    const caller = authenticate(parts, context.req.raw)
    const hasRunKey = caller.run !== runOf(caller.agent)
    return context.json(await receiptsOf(parts.journal, caller, hasRunKey, context.req.param('call')))
  })

  app.all('/mcp', async (context) => {
    const caller = authenticate(parts, context.req.raw)
    const authInfo = (from: From) => ({ token: '', clientId: caller.agent, scopes: [], extra: { ...from } })
    if (context.req.method !== 'POST') return await mcp.fetch(context.req.raw, { authInfo: authInfo({ caller }) })
    const parsedBody = readJson(new Uint8Array(await context.req.arrayBuffer()))
    const exit = exitOf(context.env, parsedBody)
    const made = await mcp.fetch(context.req.raw, { authInfo: authInfo({ caller, exit }), parsedBody })
    return exit?.answer(made) ?? made
  })
  return app
}

/** The caller left while it sent: nobody is to be woken for that, however many do it. */
function isGone(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET'
}

function limited(maxSize: number): MiddlewareHandler {
  const onError = (): never => {
    throw new GateError('too-large', `a request of more than ${maxSize} bytes`)
  }
  const counted = bodyLimit({ maxSize, onError })
  return async (context, next) => {
    // Node reads no further than what was said, and counting needs a web stream, which costs more than the rest of reading.
    const said = context.req.header('content-length')
    if (said === undefined || context.req.header('transfer-encoding') !== undefined) return await counted(context, next)
    if (Number(said) > maxSize) onError()
    return await next()
  }
}

/** In the shape of the protocol that was spoken. */
function refuse(context: Context, error: GateError): Response {
  if (isAnswered(context.env)) return RESPONSE_ALREADY_SENT
  return responseOf(context.req.path === '/mcp' ? mcpError(error) : modelError(context.req.raw, error))
}

/** 1. The agent behind the key, with its system and its run. Throws `unauthenticated`. */
function authenticate(parts: GateParts, request: Request): Caller {
  const principal = parts.identity.authenticateAgent(keyOf(request))
  const agent = principal === undefined ? undefined : parts.loaded().organisation.agents.get(principal.agent)
  if (principal === undefined || agent === undefined) {
    throw new GateError('unauthenticated', 'give a valid agent key as a Bearer token')
  }
  return { agent: agent.id, system: agent.system, run: principal.run ?? runOf(agent.id) }
}

function keyOf({ headers }: Request): string {
  const header = headers.get('authorization') ?? ''
  return header.startsWith('Bearer ') ? header.slice(7) : (headers.get('x-api-key') ?? '')
}

/** The one run of an agent that starts none. */
function runOf(agent: string): string {
  return `run-of-${agent}`
}

const summaryEveryMs = 60_000

/** Refusals of callers without a valid key become one entry a minute: a flood of them must not fill the log (P3). */
class RefusedCallers {
  readonly #parts: GateParts
  #count = 0

  constructor(parts: GateParts) {
    this.#parts = parts
  }

  count(): void {
    if (this.#count++ === 0) setTimeout(() => this.#record(), summaryEveryMs).unref()
  }

  #record(): void {
    const count = this.#count
    this.#count = 0
    this.#parts.journal.append({ kind: 'callers.refused', data: { count } }).catch(() => {
      this.#count += count
    })
  }
}
