// SPDX-License-Identifier: EUPL-1.2
import type { ServerResponse } from 'node:http'
import { PROTOCOL_VERSION_META_KEY, SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Told } from '../error.ts'
import { implementation } from '../implementation.ts'
import { errorTelling, resultTelling } from './replies.ts'
import { WebExit } from './web-exit.ts'

/** The requests that may be under way when a stop comes. */
const calls = ['tools/call', 'prompts/get', 'resources/read', 'tasks/get'] as const
const callMethods: ReadonlySet<unknown> = new Set(calls)

const waiting = z.object({
  id: z.union([z.string(), z.number()]),
  method: z.enum(calls),
  params: z.looseObject({ _meta: z.looseObject({}).optional(), uri: z.string().optional() }).optional(),
})

/** Whether a message, or one of several in it, asks for a call. */
export function isCall(message: unknown): boolean {
  return [message]
    .flat()
    .some((one) => typeof one === 'object' && one !== null && 'method' in one && callMethods.has(one.method))
}

/**
 * The short way to a client that waits for one request: a whole answer, or the last event if the SDK has begun a stream
 * (as it does for 2025-11-25 and before). Several requests in one message, which only 2025-03-26 has, share one answer;
 * they hear of a stop down the path.
 */
export function exitOf(response: ServerResponse, message: unknown): WebExit | undefined {
  const asked = waiting.safeParse(message)
  if (!asked.success) return undefined
  const wordsFor = (told: Told): string => JSON.stringify(replyTelling(asked.data, told))
  return new WebExit(
    response,
    (told) => ({ status: 200, headers: { 'content-type': 'application/json' }, body: wordsFor(told) }),
    (told) => `event: message\ndata: ${wordsFor(told)}\n\n`,
  )
}

/** What the SDK would say for the path, with what it adds since 2026-07-28. */
function replyTelling({ id, method, params = {} }: z.output<typeof waiting>, told: Told): object {
  const reply = { jsonrpc: '2.0', id }
  const about = method === 'resources/read' && params.uri !== undefined ? { uri: params.uri } : {}
  if (method !== 'tools/call') return { ...reply, error: errorTelling(told, about) }
  const result = resultTelling(told)
  if (params._meta === undefined || !(PROTOCOL_VERSION_META_KEY in params._meta)) return { ...reply, result }
  const _meta = { ...result._meta, [SERVER_INFO_META_KEY]: implementation }
  return { ...reply, result: { ...result, resultType: 'complete', _meta } }
}
