// SPDX-License-Identifier: EUPL-1.2
import {
  createMcpHandler,
  type GetPromptResult,
  type InputRequiredResult,
  isInputRequiredResult,
  type McpHttpHandler,
  type McpRequestContext,
  ProtocolError,
  type ReadResourceResult,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { JsonObject } from '../../journal/index.ts'
import type { Ask, Caller } from '../call.ts'
import { GateError, stoppedBy } from '../error.ts'
import { implementation } from '../implementation.ts'
import type { GateParts } from '../parts.ts'
import type { Exit } from '../requests/exit.ts'
import { OwnTurns } from '../requests/own-turns.ts'
import type { Tools } from '../tools/tools.ts'
import { forward, lineUntil, type PassedValue } from './forward.ts'
import { askForDecision, canShowLinks, isHeld, passWaiting } from './held.ts'
import { metaKey, refusedError, refusedResult, toolResult, withMeta } from './replies.ts'
import { serveTasks, taskFor, tasksExtension, wantsTasks } from './tasks.ts'
import { WebExit } from './web-exit.ts'

const requestMeta = z
  .object({
    [metaKey]: z.object({ key: z.string().min(1).max(200) }).optional(),
    traceparent: z.string().max(100).optional().catch(undefined),
  })
  .optional()
const from = z.object({
  caller: z.object({ agent: z.string(), system: z.string(), run: z.string(), key: z.string().exactOptional() }),
  exit: z.instanceof(WebExit).optional(),
})

/** What the gate knows of a request, on its way through the SDK. */
export interface From {
  readonly caller: Caller
  /** The short way back to the caller, for a stop. */
  readonly exit?: Exit | undefined
}

/** One request with what the gate knows of it. */
interface Exchange extends From {
  readonly parts: GateParts
  readonly request: McpRequestContext
}

/**
 * MCP, both eras, over one endpoint. The SDK serves each request by an instance of its own, so nothing is kept between
 * requests. It has already checked that headers agree with the body; decisions rest on the body.
 */
export function serveMcp(parts: GateParts): McpHttpHandler {
  const turns = new OwnTurns()
  return createMcpHandler((request) => {
    const { caller, exit } = from.parse(request.authInfo?.extra)
    const isModern = request.era === 'modern'
    const extensions = isModern ? { extensions: { [tasksExtension]: {} } } : {}
    const capabilities = { tools: {}, resources: {}, prompts: {}, ...extensions }
    const server = new Server(implementation, { capabilities, inputRequired: { legacyShim: false } })
    serveLists(server, parts, caller, turns)
    serveCalls(server, { parts, caller, exit, request })
    if (isModern) serveTasks(server, parts, caller, exit)
    return server
  })
}

/** Each agent has its own lists (`cacheScope: private`, which the SDK says of every list that doesn't differ). */
function serveLists(server: Server, parts: GateParts, caller: Caller, turns: OwnTurns): void {
  const listing = async (): Promise<Tools> => {
    // One message may ask for a hundred.
    const end = await turns.begin(caller.agent)
    end()
    // A stop that covers the caller allows the handshake, so that a call or a list can tell it of the stop.
    const stop = parts.stops.covering(caller)
    if (stop === undefined) return parts.toolsOf(parts.loaded())
    throw refusedError(stoppedBy(stop))
  }
  const described = async (kind: 'tool' | 'prompt') => (await listing()).describe(caller, kind).catch(asError)
  const resources = async () => (await listing()).resources(caller).catch(asError)
  server.setRequestHandler('tools/list', async () => ({ tools: asListed(await described('tool')) }))
  server.setRequestHandler('prompts/list', async () => ({ prompts: asListed(await described('prompt')) }))
  server.setRequestHandler('resources/list', async () => ({ resources: (await resources()).resources }))
  server.setRequestHandler('resources/templates/list', async () => {
    const { resourceTemplates } = await resources()
    return { resourceTemplates }
  })
}

function serveCalls(server: Server, exchange: Exchange): void {
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    try {
      const passed = await pass(exchange, 'tool', params, context)
      return isPassed(passed) ? toolResult(passed.value, passed.numbered) : passed
    } catch (error) {
      if (error instanceof ProtocolError) throw error
      const task = wantsTasks(context) ? await taskFor(exchange.parts, error) : undefined
      return task ?? refusedResult(error)
    }
  })
  server.setRequestHandler('prompts/get', async ({ params }, context) => {
    const passed = await pass(exchange, 'prompt', params, context).catch(asError)
    return isPassed(passed) ? withMeta(resultOf<GetPromptResult>(passed), passed.numbered) : passed
  })
  server.setRequestHandler('resources/read', async ({ params: { uri, _meta } }, context) => {
    const { parts, caller } = exchange
    const name = parts.toolsOf(parts.loaded()).resourceAt(uri, caller)?.name ?? uri
    const wish = { name, arguments: { uri }, ...(_meta === undefined ? {} : { _meta }) }
    const passed = await pass(exchange, 'resource', wish, context).catch((error: unknown) => asError(error, { uri }))
    return isPassed(passed) ? withMeta(resultOf<ReadResourceResult>(passed), passed.numbered) : passed
  })
}

interface Wish {
  readonly name: string
  readonly arguments?: unknown
  readonly _meta?: unknown
}

/** An `InputRequiredResult` may hold other members too. */
function isPassed(passed: PassedValue | InputRequiredResult): passed is PassedValue {
  return !isInputRequiredResult(passed)
}

/** Passes one call. If it is held, asks for a person's decision, if the client can show its person a link. */
async function pass(
  { parts, caller, exit, request }: Exchange,
  kind: 'tool' | 'prompt' | 'resource',
  wish: Wish,
  context: ServerContext,
): Promise<PassedValue | InputRequiredResult> {
  const ask = askOf(caller, kind, wish)
  const { signal } = context.mcpReq
  const left = request.requestInfo === undefined ? signal : AbortSignal.any([signal, request.requestInfo.signal])
  try {
    return await passWaiting(parts, ask, context, left, () => forward(parts, ask, lineUntil(left, exit)))
  } catch (error) {
    const isAsked = request.era === 'modern' && canShowLinks(context) && isHeld(error)
    // A client that asks for a task comes back for it, and does not wait.
    if (!isAsked || (kind === 'tool' && wantsTasks(context))) throw error
    return askForDecision(parts, ask, error)
  }
}

function askOf(caller: Caller, kind: 'tool' | 'prompt' | 'resource', { name, arguments: args, _meta }: Wish): Ask {
  const meta = requestMeta.safeParse(_meta)
  // If it were carried out without its key, a call that is asked again would be done twice (P2).
  if (!meta.success) throw new GateError('malformed', `the key in ${metaKey} is a text of 1 to 200 characters`)
  const key = meta.data?.[metaKey]?.key
  // Arguments came as JSON; the SDK has checked that they are an object.
  const body = (args ?? {}) as JsonObject
  const traceparent = meta.data?.traceparent
  return {
    caller,
    action: 'callTool',
    kind,
    name,
    body,
    traceparent,
    ...(key === undefined ? {} : { requestKey: key }),
  }
}

/** The result of a prompt or a resource: the SDK's client has checked its shape. */
function resultOf<T>({ value }: PassedValue): T {
  return value as unknown as T
}

/** The SDK gives a client the message of any other error, and those are not meant for strangers. */
function asError(error: unknown, about?: { readonly uri?: string }): never {
  throw error instanceof ProtocolError ? error : refusedError(error, about)
}

/** The SDK's own client read the descriptions, and gives them the shape that its server lists. */
function asListed<T>(descriptions: readonly JsonObject[]): T[] {
  return descriptions as unknown as T[]
}
