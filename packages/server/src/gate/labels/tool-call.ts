// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson, isObject, type JsonObject, type JsonValue } from '../../journal/index.ts'
import { boundedJson } from './piece.ts'

/** A tool call as a model proposes it, in any protocol. */
export interface ProposedCall {
  readonly name: string
  readonly arguments: JsonValue
  readonly ids: readonly string[]
}

/** Names the tool of the gate that an agent's own name for it stands for. */
export type ToolNames = (name: string) => string | undefined

/**
 * SDKs put the server's name before a tool's (`mcp__sluis__mail_send`), and write it their own way (`mail-send`,
 * `mailSend`): the longest tool name in whose words the agent's name ends. What the organisation lets the agent carry
 * out itself is never a tool of the gate.
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
    // Two names of the same words: nobody can say which is meant.
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

/** The call that a message's member, an output item or a content block stands for; undefined when it is none. */
export function proposedCallOf(item: JsonObject): ProposedCall | undefined {
  const inner = isObject(item.function) ? item.function : isObject(item.custom) ? item.custom : item
  const isCall = inner !== item || item.type === 'function_call' || item.type === 'tool_use' || isCustom(item.type)
  if (!isCall || typeof inner.name !== 'string') return undefined
  const { name, arguments: text, input } = inner
  const ids = [item.id, item.call_id].filter((value) => typeof value === 'string')
  return { name, arguments: parsed(text ?? input ?? null), ids }
}

function isCustom(type: JsonValue | undefined): boolean {
  return type === 'custom_tool_call'
}

function parsed(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (boundedJson(value === '' ? '{}' : value) ?? value) : value
}

/** What a call's keyed digest is made of. An optional argument that is null is one that is not given. */
export function callText(names: ToolNames, name: string, args: JsonValue): string {
  return `c:${names(name) ?? `its own ${name}`}:${canonicalJson(withoutNulls(args))}`
}

export function isCallText(text: string): boolean {
  return text.startsWith('c:')
}

function withoutNulls(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutNulls)
  const members = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] =>
    item === null || item === undefined ? [] : [[key, withoutNulls(item)]],
  )
  return Object.fromEntries(members)
}

const maxSchemaDepth = 16

/** The arguments as an SDK gives them on that fills in the defaults of the tool's schema (JSON Schema §9.2). */
export function withDefaults(args: JsonValue, schema: JsonValue | undefined, depth = 0): JsonValue {
  if (!isObject(schema) || depth > maxSchemaDepth) return args
  if (Array.isArray(args)) return args.map((item) => withDefaults(item, schema.items, depth + 1))
  if (!isObject(args) || !isObject(schema.properties)) return args
  const filled = new Map(Object.entries(args))
  for (const [name, property] of Object.entries(schema.properties)) {
    const given = filled.get(name) ?? (isObject(property) ? property.default : undefined)
    if (given !== undefined && given !== null) filled.set(name, withDefaults(given, property, depth + 1))
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
