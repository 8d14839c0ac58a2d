// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import { contentPieces, fieldPiece, idPiece, isObject, type Piece } from './piece.ts'
import { callText, proposedCallOf, type ToolNames } from './tool-call.ts'

/** Where the model APIs hold the conversation; all else of a request is settings. */
const conversation: ReadonlySet<string> = new Set(['messages', 'input', 'system', 'instructions', 'prompt'])

/** Members that say how a text is to be read, by one of a few words. */
const words: ReadonlyMap<string, ReadonlySet<JsonValue>> = new Map([
  ['role', new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])],
  [
    'type',
    new Set(['message', 'function', 'custom', 'function_call', 'function_call_output', 'tool_use', 'tool_result']),
  ],
  ['status', new Set(['completed', 'in_progress', 'incomplete'])],
])

const resultTypes: ReadonlySet<unknown> = new Set(['function_call_output', 'custom_tool_call_output', 'tool_result'])
const idNames: ReadonlySet<string> = new Set(['id', 'call_id', 'tool_call_id', 'tool_use_id'])
const contentNames: ReadonlySet<string> = new Set(['content', 'output', 'reasoning', 'reasoning_content', 'refusal'])

/** A request of more pieces than this is taken to hold what nobody knows. */
export const maxPieces = 2048

/**
 * Everything that a model request carries, whatever API it speaks: chat completions, responses, messages, embeddings.
 * Nothing is left out but what is one of a few words, yes, no or nothing. Undefined when there are too many.
 */
export function requestPieces(body: JsonObject, names: ToolNames): readonly Piece[] | undefined {
  const pieces: Piece[] = []
  const settings: [string, JsonValue][] = []
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || value === null || typeof value === 'boolean') continue
    if (conversation.has(name)) pieces.push(...turnPieces(value, names))
    else if (name === 'tools') pieces.push(...fieldPiece(name, value))
    else if (name !== 'tool_choice' || typeof value !== 'string') settings.push([name, value])
    if (pieces.length > maxPieces) return undefined
  }
  return [...pieces, ...fieldPiece('settings', Object.fromEntries(settings))]
}

function turnPieces(value: JsonValue, names: ToolNames): readonly Piece[] {
  if (!Array.isArray(value)) return contentPieces(value, false)
  return value.flatMap((item) => (isObject(item) ? itemPieces(item, names, false) : contentPieces(item, false)))
}

/** A message, an item or a block, member by member. */
function itemPieces(item: JsonObject, names: ToolNames, within: boolean): readonly Piece[] {
  const isResult = within || item.role === 'tool' || item.role === 'function' || resultTypes.has(item.type)
  const call = proposedCallOf(item)
  if (call !== undefined) return callPieces(item, call, names)
  const pieces: Piece[] = []
  for (const name of Object.keys(item)) {
    const value = item[name]
    if (value === undefined || words.get(name)?.has(value) === true) continue
    // A block of content that stands by itself (Anthropic's `system`).
    if (name === 'type' && value === 'text') continue
    pieces.push(...memberPieces(item, name, value, names, isResult))
  }
  return pieces
}

function memberPieces(
  item: JsonObject,
  name: string,
  value: JsonValue,
  names: ToolNames,
  isResult: boolean,
): readonly Piece[] {
  if (idNames.has(name)) return idPiece(value)
  if (name === 'tool_calls' && Array.isArray(value)) return itemsIn(value, names, false)
  if (name === 'content' && Array.isArray(value) && value.some(hasItems)) return itemsIn(value, names, isResult)
  if (contentNames.has(name) || (name === 'text' && item.type === 'text')) return contentPieces(value, isResult)
  return fieldPiece(name, value, isResult)
}

function itemsIn(values: readonly JsonValue[], names: ToolNames, isResult: boolean): readonly Piece[] {
  return values.flatMap((value) =>
    hasItems(value) ? itemPieces(value, names, isResult) : contentPieces(value, isResult),
  )
}

/** A block that is a turn of its own: a tool call, or a tool's answer. */
function hasItems(value: JsonValue): value is JsonObject {
  return isObject(value) && (resultTypes.has(value.type) || proposedCallOf(value) !== undefined)
}

function callPieces(
  item: JsonObject,
  { name, arguments: args, ids }: NonNullable<ReturnType<typeof proposedCallOf>>,
  names: ToolNames,
): readonly Piece[] {
  const {
    id: _,
    call_id: __,
    type: ___,
    status: ____,
    function: inner,
    custom,
    name: n,
    arguments: a,
    input,
    ...rest
  } = item
  const call = { text: callText(names, name, args), isResult: false, inner: () => [] }
  const others = isObject(inner) ? omit(inner) : isObject(custom) ? omit(custom) : {}
  return [call, ...ids.flatMap(idPiece), ...fieldPiece('call', { ...rest, ...others })]
}

function omit({ name: _, arguments: __, input: ___, ...rest }: JsonObject): JsonObject {
  return rest
}
