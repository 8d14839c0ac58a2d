// SPDX-License-Identifier: EUPL-1.2
import {
  type CallToolResult,
  createMcpHandler,
  isCallToolResult,
  type McpHttpHandler,
  Server,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { JsonObject } from '../journal/index.ts'
import type { Caller } from './call.ts'
import { GateError, gateErrorOf, refusalHeaders, statusOf } from './error.ts'
import type { GateParts } from './parts.ts'
import { passCall } from './path.ts'
import type { Tools } from './tools.ts'

/** Under this name a request carries its key, and a result what the gate decided: `_meta` keys have an owner's prefix. */
export const metaKey = 'eu.sluis/call'

const requestMeta = z.object({ [metaKey]: z.object({ key: z.string().min(1).max(200) }).optional() }).optional()
const callerShape = z.object({ agent: z.string(), system: z.string(), run: z.string() })

/**
 * MCP, both eras, over one endpoint: the SDK serves each request by an instance of its own, so nothing is kept between
 * requests. A refusal is a tool result that says so (`isError`), because that is what a model can read and act on.
 */
export function serveMcp(parts: GateParts, tools: () => Tools): McpHttpHandler {
  return createMcpHandler(({ authInfo, requestInfo }) => {
    const caller = callerShape.parse(authInfo?.extra)
    const server = new Server({ name: 'sluis', version: '0.1.0' }, { capabilities: { tools: {} } })
    server.setRequestHandler('tools/list', async () => ({ tools: [...(await tools().describe(caller.system))] }))
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      const meta = requestMeta.safeParse(params._meta)
      // Carried out without the key that it came with, a call that is asked again would be done twice (P2).
      if (!meta.success)
        return refusal(new GateError('malformed', `the key in ${metaKey} is a text of 1 to 200 characters`))
      const key = meta.data?.[metaKey]?.key
      const left = requestInfo === undefined ? mcpReq.signal : AbortSignal.any([mcpReq.signal, requestInfo.signal])
      return await answer(parts, tools(), caller, params.name, asBody(params.arguments), key, left)
    })
    return server
  })
}

async function answer(
  parts: GateParts,
  tools: Tools,
  caller: Caller,
  name: string,
  body: JsonObject,
  requestKey: string | undefined,
  left: AbortSignal,
) {
  const ask = { caller, action: 'callTool', name, body, ...(requestKey === undefined ? {} : { requestKey }) } as const
  try {
    const passed = await passCall(parts, ask, left, async (admitted) => {
      if (admitted.target.kind !== 'tool') throw new GateError('not-found', 'no tool by that name')
      const result = await tools.call(admitted.target.tool, admitted)
      return { reply: result.value, ended: Promise.resolve(result) }
    })
    return asResult('repeated' in passed ? passed.repeated.value : passed.reply, passed.numbered)
  } catch (error) {
    return refusal(error)
  }
}

const parseError = -32_700
const serverError = -32_000

/** What is refused before it is known to be a tool call, as a JSON-RPC error of a request without an id (§5). */
export function mcpError(error: GateError): Response {
  const { code, message, detail } = error
  const number = code === 'malformed' ? parseError : serverError
  const body = { jsonrpc: '2.0', id: null, error: { code: number, message, data: { code, ...detail } } }
  return new Response(JSON.stringify(body), { status: statusOf(code), headers: refusalHeaders(error) })
}

/** A refusal as a tool result; what isn't a refusal of ours is told without its inside. */
function refusal(error: unknown) {
  const { code, message, detail } = gateErrorOf(error)
  return asResult({ content: [{ type: 'text', text: message }], isError: true }, { code, ...detail })
}

/** The result with what the gate has to say of it: the call's number and entry, or why it was refused. */
function asResult(value: unknown, meta: object): CallToolResult {
  if (!isCallToolResult(value)) throw new GateError('upstream-failed', 'the tool server gave no tool result')
  return { ...value, _meta: { ...value._meta, [metaKey]: meta } }
}

function asBody(args: unknown): JsonObject {
  // Arguments came as JSON; the SDK has checked that they are an object.
  return (args ?? {}) as JsonObject
}
