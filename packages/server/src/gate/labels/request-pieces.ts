// SPDX-License-Identifier: EUPL-1.2
import { isList, isObject, type JsonObject, type JsonValue } from '../../journal/index.ts'
import { addContent, addField, addId, type Piece } from './piece.ts'
import { callText, type ProposedCall, proposedCallOf, type ToolNames } from './tool-call.ts'

/** Members in which the model APIs hold the conversation; all others are settings. */
const conversation: ReadonlySet<string> = new Set(['messages', 'input', 'system', 'instructions', 'prompt'])

/** Settings that differ between the calls of one run. */
const flags: ReadonlySet<string> = new Set([
  'stream',
  'store',
  'parallel_tool_calls',
  'background',
  'tool_choice',
  'tools',
])
const choices: ReadonlySet<JsonValue> = new Set(['auto', 'none', 'required', 'any'])

/** Members that say how a text is to be read, with their fixed words. */
const words: ReadonlyMap<string, ReadonlySet<JsonValue>> = new Map([
  ['role', new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])],
  [
    'type',
    new Set([
      ...['message', 'reasoning', 'function', 'custom', 'function_call', 'function_call_output'],
      ...['custom_tool_call_output', 'tool_use', 'tool_result'],
    ]),
  ],
  ['status', new Set(['completed', 'in_progress', 'incomplete'])],
])

const resultTypes: ReadonlySet<unknown> = new Set(['function_call_output', 'custom_tool_call_output', 'tool_result'])
const idNames: ReadonlySet<string> = new Set(['id', 'call_id', 'tool_call_id', 'tool_use_id'])
const contentNames: ReadonlySet<string> = new Set(['content', 'output', 'reasoning', 'reasoning_content', 'refusal'])

/** A request of more pieces than this counts as holding something unknown. */
const maxPieces = 2048

/**
 * The pieces of a model request, whatever API it speaks: chat completions, responses, messages, embeddings. Only fixed
 * words, yes, no and nothing are left out. Undefined when there are too many.
 */
export function requestPieces(body: JsonObject, names: ToolNames): readonly Piece[] | undefined {
  const pieces: Piece[] = []
  const settings: [string, JsonValue][] = []
  for (const name of Object.keys(body)) {
    const value = body[name]
    if (value === undefined || (flags.has(name) && (value === null || typeof value === 'boolean'))) continue
    if (conversation.has(name)) addTurns(pieces, value, names)
    else if (name === 'tools') addField(pieces, name, value)
    else if (name !== 'tool_choice' || !choices.has(value)) settings.push([name, value])
    if (pieces.length > maxPieces) return undefined
  }
  addField(pieces, 'settings', Object.fromEntries(settings))
  return pieces
}

function addTurns(to: Piece[], value: JsonValue, names: ToolNames): void {
  if (isList(value)) for (const item of value) addTurn(to, item, names)
  else addContent(to, value, false)
}

function addTurn(to: Piece[], item: JsonValue, names: ToolNames): void {
  if (isObject(item)) addItem(to, item, names)
  else addContent(to, item, false)
}

/** A message, an item or a block, member by member. */
function addItem(to: Piece[], item: JsonObject, names: ToolNames): void {
  const isResult = item.role === 'tool' || item.role === 'function' || resultTypes.has(item.type)
  const call = proposedCallOf(item)
  if (call !== undefined) {
    addCall(to, call, names)
    return
  }
  for (const name of Object.keys(item)) {
    const value = item[name]
    if (value === undefined || words.get(name)?.has(value) === true) continue
    // A block of content that stands by itself (Anthropic's `system`).
    if (name === 'type' && value === 'text') continue
    addMember(to, item, name, value, names, isResult)
  }
}

function addMember(
  to: Piece[],
  item: JsonObject,
  name: string,
  value: JsonValue,
  names: ToolNames,
  isResult: boolean,
): void {
  if (idNames.has(name)) addId(to, value)
  else if (name === 'tool_calls' && isList(value)) addItems(to, value, names, false)
  else if (name === 'content' && isList(value) && value.some(hasItems)) addItems(to, value, names, isResult)
  else if (contentNames.has(name) || (name === 'text' && item.type === 'text')) addContent(to, value, isResult)
  else addField(to, name, value, isResult)
}

function addItems(to: Piece[], values: readonly JsonValue[], names: ToolNames, isResult: boolean): void {
  for (const value of values) {
    if (hasItems(value)) addItem(to, value, names)
    else addContent(to, value, isResult)
  }
}

/** A block that is a turn of its own: a tool call, or a tool's answer. */
function hasItems(value: JsonValue): value is JsonObject {
  return isObject(value) && (resultTypes.has(value.type) || proposedCallOf(value) !== undefined)
}

function addCall(to: Piece[], call: ProposedCall, names: ToolNames): void {
  to.push({ text: callText(names, call.name, call.arguments), isResult: false, inner: () => [] })
  // The agent's own name for it: before the tool's name it may say anything.
  if (names(call.name) !== call.name) addField(to, 'name', call.name)
  for (const given of call.ids) addId(to, given)
  addField(to, 'call', call.rest())
}
