// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson, isObject, type JsonObject, type JsonValue } from '../../journal/index.ts'
import { boundedJson } from './piece.ts'

/** A tool call as a model proposes it, in any protocol. */
export interface ProposedCall {
  readonly name: string
  readonly arguments: JsonValue
  readonly ids: readonly string[]
  /** What else it says. */
  readonly rest: () => readonly JsonObject[]
}

/** Gives the gate's tool for an agent's own name of it. */
export type ToolNames = (name: string) => string | undefined

/**
 * SDKs put the server's name before a tool's (`mcp__sluis__mail_send`), and write it their own way (`mail-send`,
 * `mailSend`). So it is the tool whose words are the longest ending of the agent's name. A function that the
 * organisation lets the agent carry out itself is never a tool of the gate.
 */
export function toolNames(known: Iterable<string>, own: readonly string[] = []): ToolNames {
  const names = new Set(known)
  const byWords = [...names].map((name) => [name, ` ${wordsOf(name)}`] as const)
  const longestFirst = byWords.sort(([, a], [, b]) => b.length - a.length)
  const isOwn = new Set(own)
  return (name) => {
    if (names.has(name)) return name
    if (isOwn.has(name)) return undefined
    const words = ` ${wordsOf(name)}`
    const [first, second] = longestFirst.filter(([, ending]) => words.endsWith(ending))
    // Two tools with the same words: nobody can say which is meant.
    return first?.[1] === second?.[1] ? undefined : first?.[0]
  }
}

function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

const callTypes: ReadonlySet<unknown> = new Set(['function_call', 'tool_use', 'custom_tool_call'])
const words: ReadonlySet<unknown> = new Set([
  ...callTypes,
  'function',
  'custom',
  'completed',
  'in_progress',
  'incomplete',
])

/** The call that a message's member, an output item or a content block stands for; undefined when it is none. */
export function proposedCallOf(item: JsonObject): ProposedCall | undefined {
  const within = isObject(item.function) ? 'function' : isObject(item.custom) ? 'custom' : undefined
  const inner = within === undefined ? undefined : item[within]
  const said = isObject(inner) ? inner : item
  if ((said === item && !callTypes.has(item.type)) || typeof said.name !== 'string') return undefined
  const holds = said.arguments == null ? 'input' : 'arguments'
  const ids = [item.id, item.call_id].filter((value) => typeof value === 'string')
  const rest = (): readonly JsonObject[] =>
    said === item
      ? restOf(item, 'name', holds)
      : [...restOf(item, within ?? '', within ?? ''), ...restOf(said, 'name', holds)]
  return { name: said.name, arguments: parsed(said[holds] ?? null), ids, rest }
}

/** What it says beyond the call's identity and state. */
function restOf(item: JsonObject, name: string, holds: string): readonly JsonObject[] {
  const rest = Object.entries(item).filter(
    ([member, value]) => member !== name && member !== holds && !isOfCall(member, value),
  )
  return rest.length === 0 ? [] : [Object.fromEntries(rest)]
}

function isOfCall(name: string, value: JsonValue | undefined): boolean {
  if (name === 'type' || name === 'status') return words.has(value)
  return value === undefined || ((name === 'id' || name === 'call_id') && typeof value === 'string')
}

function parsed(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (boundedJson(value === '' ? '{}' : value) ?? value) : value
}

/** The text of a call that is digested. */
export function callText(names: ToolNames, name: string, args: JsonValue): string {
  return `c:${names(name) ?? `its own ${name}`}:${canonicalJson(args)}`
}

export function isCallText(text: string): boolean {
  return text.startsWith('c:')
}

/** To some SDKs an optional argument that is null is one that is not given. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutNulls)
  const members = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] =>
    item === null || item === undefined ? [] : [[key, withoutNulls(item)]],
  )
  return Object.fromEntries(members)
}

const maxSchemaDepth = 16

/** How arguments are filled in, and how much may still be made for one answer. */
interface Filling {
  /** Whether null stands for what is not given, as some SDKs write it. */
  readonly isNull: boolean
  readonly room: Room
}

/**
 * In characters, shared by all that is filled in: a thousand members of a schema, for each of a thousand items, is a
 * million.
 */
export interface Room {
  left: number
}

export const newRoom = (): Room => ({ left: 2_000_000 })

/** The cost of one member of a schema, beside its name. */
const perMember = 16

/**
 * The arguments as passed on by an SDK that fills in the defaults of the tool's schema (JSON Schema §9.2); undefined if
 * there is no room for them. An agent writes the schema, and defaults in defaults grow with every level.
 */
export function withDefaults(args: JsonValue, schema: JsonValue | undefined, filling: Filling): JsonValue | undefined {
  const filled = filledIn(args, schema, filling, 0)
  return filling.room.left < 0 ? undefined : filled
}

function filledIn(args: JsonValue, schema: JsonValue | undefined, filling: Filling, depth: number): JsonValue {
  const { isNull, room } = filling
  if (!isObject(schema) || depth > maxSchemaDepth || room.left < 0) return args
  if (Array.isArray(args)) return args.map((item) => filledIn(item, schema.items, filling, depth + 1))
  if (!isObject(args) || !isObject(schema.properties)) return args
  const filled = new Map(Object.entries(args))
  for (const [name, property] of Object.entries(schema.properties)) {
    room.left -= perMember + name.length
    if (room.left < 0) break
    const known = filled.get(name)
    const given = known ?? (isObject(property) ? property.default : undefined)
    if (given !== undefined && given !== null) {
      if (given !== known) room.left -= JSON.stringify(given).length
      filled.set(name, filledIn(given, property, filling, depth + 1))
    } else if (isNull) filled.set(name, null)
  }
  return Object.fromEntries(filled)
}

/** The schemas of the tools that a request offers its model, by the agent's name for each. */
export function offeredSchemas({ tools }: JsonObject): ReadonlyMap<string, JsonValue> {
  const schemas = new Map<string, JsonValue>()
  for (const tool of Array.isArray(tools) ? tools : []) {
    if (!isObject(tool)) continue
    const { name, parameters, input_schema } = isObject(tool.function) ? tool.function : tool
    const schema = parameters ?? input_schema
    if (typeof name === 'string' && schema !== undefined) schemas.set(name, schema)
  }
  return schemas
}
