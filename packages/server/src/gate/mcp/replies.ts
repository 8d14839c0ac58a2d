// SPDX-License-Identifier: EUPL-1.2
import { type CallToolResult, isCallToolResult, ProtocolError, type Result } from '@modelcontextprotocol/server'
import { type Answer, GateError, gateErrorOf, refusalOf, type Told } from '../error.ts'

/** Under this name a request carries its key, and a result the gate's decision: `_meta` keys have an owner's prefix. */
export const metaKey = 'eu.sluis/call'

const parseError = -32_700
export const invalidParams = -32_602
const serverError = -32_000

/** A refusal before it is known whether this is a call: a JSON-RPC error for a request without an id (§5). */
export function mcpError(told: Told): Answer {
  const { code, message, detail } = told
  const number = code === 'malformed' ? parseError : serverError
  return refusalOf(told, { jsonrpc: '2.0', id: null, error: { code: number, message, data: { code, ...detail } } })
}

/**
 * The refusal of a tool call: a tool result that says so, because a model can read that and act on it. For any other
 * error nothing of the inside is told.
 */
export function refusedResult(error: unknown): CallToolResult {
  return resultTelling(gateErrorOf(error))
}

export function resultTelling({ code, message, detail }: Told): CallToolResult {
  return { content: [{ type: 'text', text: message }], isError: true, _meta: { [metaKey]: { code, ...detail } } }
}

/** The refusal of a resource or a prompt, whose results can't say so; `about` is what was asked for. */
export function refusedError(error: unknown, about: { readonly uri?: string } = {}): ProtocolError {
  const { code, message, data } = errorTelling(gateErrorOf(error), about)
  return new ProtocolError(code, message, data)
}

/** As JSON-RPC has it (§5.1). */
export function errorTelling({ code, message, detail }: Told, about: { readonly uri?: string } = {}) {
  const isRequests = code === 'not-found' || code === 'malformed'
  return { code: isRequests ? invalidParams : serverError, message, data: { code, ...about, ...detail } }
}

/** The result with the call's number and entry. */
export function toolResult(value: unknown, meta: object): CallToolResult {
  if (!isCallToolResult(value)) throw new GateError('upstream-failed', 'the tool server gave no tool result')
  return withMeta(value, meta)
}

export function withMeta<T extends Result>(value: T, meta: object): T {
  return { ...value, _meta: { ...value._meta, [metaKey]: meta } }
}
