// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson, isObject, type JsonObject, type JsonValue, listIn } from '../../journal/index.ts'
import { addContent, jsonOf, type Piece, textOf } from './piece.ts'
import {
  callText,
  newRoom,
  offeredSchemas,
  type ProposedCall,
  proposedCallOf,
  type Room,
  type ToolNames,
  withDefaults,
  withoutNulls,
} from './tool-call.ts'

/** How SDKs join the texts of one result. */
const joints = ['\n', '', '\n\n', ' ']

/**
 * The texts by which a tool's result is recognised when it comes back: each of its texts, all of them as one, and its
 * JSON. The first ones matter most, because a leaf has room for few.
 */
export function releasedByTool(result: JsonValue): readonly string[] {
  if (!isObject(result)) return [jsonOf(result)]
  const { structuredContent } = result
  const blocks = blocksOf(result)
  const texts = blocks.flatMap((block) => (isObject(block) && typeof block.text === 'string' ? [block.text] : []))
  const whole = texts.length > 1 ? joints.map((joint) => textOf(texts.join(joint))) : []
  const structured = structuredContent === undefined ? [] : [jsonOf(structuredContent)]
  const pieces: Piece[] = []
  addContent(pieces, blocks, true)
  return unique([...whole, ...structured, ...leavesOf(pieces)])
}

/** The content of a tool's result, of a resource, or of a prompt's messages. */
function blocksOf({ content, contents, messages }: JsonObject): readonly JsonValue[] {
  const said = listIn(messages).map((message) => (isObject(message) ? (message.content ?? null) : null))
  return [...listIn(content), ...listIn(contents), ...said]
}

/**
 * The texts by which a model's answer is recognised: each tool call that it proposes (as it stands, and with the
 * defaults of the schema that the request offered), its texts, and the ids that it gave to its items.
 */
export function releasedByModel(request: JsonObject, answer: JsonValue, names: ToolNames): readonly string[] {
  const items = itemsOf(answer)
  const calls = items.flatMap(proposedIn)
  const released: string[] = []
  const schemas = calls.length === 0 ? noSchemas : offeredSchemas(request)
  // The first ones certainly have room: each call as it came, before any call in another form.
  const room = newRoom()
  for (const as of givenOn) {
    for (const { name, arguments: args } of calls) {
      const given = as(args, schemas.get(name), room)
      if (given !== undefined) released.push(callText(names, name, given))
    }
  }
  for (const item of items) for (const text of leavesOf(textsOfItem(item))) released.push(text)
  for (const { name } of calls) if (names(name) !== name) released.push(fieldOf('name', name).text)
  for (const { ids } of calls) for (const id of ids) released.push(`i:${id}`)
  for (const { id } of items) if (typeof id === 'string') released.push(`i:${id}`)
  return unique(released)
}

/**
 * The forms in which SDKs pass arguments on: as they came, without nulls, with defaults, with null for whatever is not
 * given.
 */
const givenOn: readonly ((args: JsonValue, schema: JsonValue | undefined, room: Room) => JsonValue | undefined)[] = [
  (args) => args,
  (args) => withoutNulls(args),
  (args, schema, room) => withDefaults(args, schema, { isNull: false, room }),
  (args, schema, room) => withDefaults(withoutNulls(args), schema, { isNull: false, room }),
  (args, schema, room) => withDefaults(args, schema, { isNull: true, room }),
]

const noSchemas: ReadonlyMap<string, JsonValue> = new Map()

/** Messages of a chat completion, output items of a response, or the one message of Anthropic's answer. */
function itemsOf(answer: JsonValue): readonly JsonObject[] {
  if (!isObject(answer)) return []
  const { choices, output, content } = answer
  if (Array.isArray(choices)) {
    return choices.flatMap((choice) => (isObject(choice) && isObject(choice.message) ? [choice.message] : []))
  }
  if (Array.isArray(output)) return output.filter(isObject)
  return Array.isArray(content) ? [answer] : []
}

function proposedIn(item: JsonObject): readonly ProposedCall[] {
  const candidates = [item, ...listIn(item.tool_calls), ...listIn(item.content)]
  return candidates.flatMap((candidate) => {
    const call = isObject(candidate) ? proposedCallOf(candidate) : undefined
    return call === undefined ? [] : [call]
  })
}

function textsOfItem(item: JsonObject): readonly Piece[] {
  const pieces: Piece[] = []
  const { content, reasoning, reasoning_content, refusal, summary, encrypted_content } = item
  const blocks = Array.isArray(content)
    ? content.filter((block) => !isObject(block) || proposedCallOf(block) === undefined)
    : content
  for (const value of [blocks, reasoning, reasoning_content, refusal]) addContent(pieces, value, false)
  if (typeof encrypted_content === 'string') pieces.push(fieldOf('encrypted_content', encrypted_content))
  if (Array.isArray(summary) && summary.length > 0) pieces.push(fieldOf('summary', summary))
  return pieces
}

function fieldOf(name: string, value: JsonValue): Piece {
  return { text: `f:${name}:${canonicalJson(value)}`, isResult: false, inner: () => [] }
}

/** A whole and its inner pieces: an SDK may send back either. */
function leavesOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => [piece.text, ...piece.inner().map(({ text }) => text)])
}

/** Each once, without empty ones. A set reads a text through to its end, and most answers have only one. */
function unique(texts: readonly string[]): readonly string[] {
  const each = texts.length === 1 ? texts : [...new Set(texts)]
  return each.filter((text) => text !== 't:')
}
