// SPDX-License-Identifier: EUPL-1.2
import { foldedName, type JsonObject } from '../../../journal/index.ts'
import type { ModelApiName } from '../../../organisation/index.ts'
import { GateError } from '../../error.ts'
import { object } from '../json.ts'

/**
 * Fields that make an endpoint, or a router before it, use another model, address, place or key, or search the web.
 * With one of these, another model than the one that was decided about would answer, or the call would reach something
 * that no rule saw.
 */
const otherways: ReadonlySet<string> = new Set([
  'access_programs',
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'bootstrap_host',
  'container',
  'custom_llm_provider',
  'data_sources',
  'datasources',
  'enable_search',
  'extra_body',
  'extra_headers',
  'fallbacks',
  'inference_geo',
  'kv_transfer_params',
  'lora_path',
  'mcp_servers',
  'model_list',
  'models',
  'plugins',
  'provider',
  'route',
  'search_parameters',
  'user_profile_id',
  'web_search_options',
  'workspace_id',
])

/**
 * Fields for which the far side would have to remember something, or go on after it has answered. The gate keeps the
 * conversation.
 */
const kept = {
  background: 'ask again without it and wait, or stream',
  conversation: 'send the whole conversation as input',
  previous_response_id: 'send the whole conversation as input',
  prompt: 'send the text of the prompt itself',
  store: 'ask again with store: false',
} as const

/**
 * Fields that the gate reads. Some endpoints ignore case (Go's JSON does), so `Tools` would be tools there that nobody
 * inspected here.
 */
const lookedAt: ReadonlySet<string> = new Set([
  ...Object.keys(kept),
  'functions',
  'input',
  'instructions',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tokens',
  'messages',
  'model',
  'n',
  'stream',
  'system',
  'tools',
])

/** More functions than any provider takes. */
const maxTools = 2000

/**
 * Tools whose calls come back to the caller, to be made through the gate. The far side itself carries out any other
 * kind.
 */
const callersTools = {
  chat: new Set<unknown>(['function', 'custom']),
  responses: new Set<unknown>(['function', 'custom']),
  messages: new Set<unknown>([undefined, 'custom']),
  embeddings: new Set<unknown>(),
} as const satisfies Record<ModelApiName, ReadonlySet<unknown>>

/** What a request may consist of. Other kinds report what the far side did itself, or refer to what it has stored. */
const items = {
  responses: new Set<unknown>([
    undefined,
    'message',
    'function_call',
    'function_call_output',
    'custom_tool_call',
    'custom_tool_call_output',
    'reasoning',
    'compaction',
  ]),
  messages: new Set<unknown>([
    'text',
    'image',
    'document',
    'tool_use',
    'tool_result',
    'thinking',
    'redacted_thinking',
    'search_result',
  ]),
}

/**
 * Refuses a model request that would make the far side act beyond answering: an effect without an entry (P1, P10). An
 * address in a message is one. Whoever runs the model fetches it, and the address itself tells its owner what an agent
 * wants to leak. Throws `malformed`.
 */
export function refuseFarEffects(api: ModelApiName, request: JsonObject): void {
  for (const field of Object.keys(request)) refuseField(field, request[field])
  refuseLongList('tools', request.tools)
  refuseLongList('functions', request.functions)
  for (const tool of listOf(request.tools)) {
    if (!callersTools[api].has(memberOf(tool, 'type')))
      throw refused('tools: only functions, whose calls come back to the agent')
    refuseOtherCase(tool)
  }
  for (const offered of listOf(request.functions)) refuseOtherCase(offered)
  if (api === 'responses') refuseItems(api, request.input)
  if (api === 'messages') refuseBlocks(request)
  // Whole messages, whatever their members are called.
  for (const said of [request.messages, request.input, request.system]) if (Array.isArray(said)) refuseReferences(said)
}

function refuseField(field: string, value: unknown): void {
  if (value == null) return
  const plain = foldedName(field)
  if (otherways.has(plain)) throw refused(`${field} is not passed on: the organisation says what runs a model`)
  if (field !== plain && lookedAt.has(plain)) throw refused(`${field.slice(0, 40)}: write ${plain}`)
  if (isKept(field) && value !== false) throw refused(`${field} is not passed on: ${kept[field]}`)
}

/** Members that say what a function is, and its name. */
const ofFunctions: ReadonlySet<string> = new Set(['type', 'name', 'function', 'custom'])
/** The member that says what an item is. */
const ofItems: ReadonlySet<string> = new Set(['type'])

function refuseOtherCase(offered: unknown): void {
  const described = [offered, memberOf(offered, 'function'), memberOf(offered, 'custom')]
  for (const part of described) requireCase('tools', part, ofFunctions)
}

function requireCase(where: string, value: unknown, names: ReadonlySet<string>): void {
  for (const field of Object.keys(object(value) ?? {})) {
    const plain = foldedName(field)
    if (field !== plain && names.has(plain)) throw refused(`${where}: ${field}: write ${plain}`)
  }
}

function refuseLongList(name: string, list: unknown): void {
  if (list == null || (Array.isArray(list) && list.length <= maxTools)) return
  throw refused(`${name}: a list of at most ${maxTools}`)
}

function isKept(field: string): field is keyof typeof kept {
  return Object.hasOwn(kept, field)
}

/** All blocks of a request for a message, and those of tools' answers. */
function refuseBlocks(request: JsonObject): void {
  refuseItems('messages', request.system)
  refuseItems('messages', request.content)
  for (const message of listOf(request.messages)) {
    refuseItems('messages', memberOf(message, 'system'))
    refuseItems('messages', memberOf(message, 'content'))
  }
}

function refuseItems(api: 'responses' | 'messages', list: unknown): void {
  for (const item of listOf(list)) {
    refuseItem(api, item)
    if (memberOf(item, 'type') !== 'tool_result') continue
    for (const part of listOf(memberOf(item, 'content'))) refuseItem(api, part)
  }
}

function refuseItem(api: 'responses' | 'messages', item: unknown): void {
  const type = memberOf(item, 'type')
  requireCase('an item', item, ofItems)
  refuseType(api, type)
  // OpenAI treats an id alone as an `item_reference`, whose type may be left out.
  if (type === undefined && !isSaid(item)) throw refused('an item without a type: a role and what it says are needed')
}

function isSaid(item: unknown): boolean {
  return typeof memberOf(item, 'role') === 'string' && memberOf(item, 'content') != null
}

function refuseType(api: 'responses' | 'messages', type: unknown): void {
  if (items[api].has(type)) return
  const what = typeof type === 'string' ? type.slice(0, 40) : 'a part without a type'
  throw refused(`${what}: the gate passes on nothing that the far side keeps or has done`)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Sources that a model named, when its own words come back to it: nothing of them is fetched. */
const named: ReadonlySet<string> = new Set(['annotations', 'citations'])

/** Members that hold words. In any other, some servers fetch what looks like an address (Mistral: `input_audio`). */
const worded: ReadonlySet<string> = new Set([
  'arguments',
  'content',
  'context',
  'description',
  'filename',
  'input',
  'name',
  'output',
  'reasoning',
  'reasoning_content',
  'refusal',
  'summary',
  'text',
  'thinking',
  'title',
])

/**
 * Refuses `{"image_url": {"url": …}}`, the same for sound, video and files, the short forms that some servers accept,
 * and the id of a file that was stored there before.
 */
function refuseReferences(said: unknown, isWords = true): void {
  if (!isWords && isAddress(said)) throw refused('send an image or a file itself, as data; no address is fetched')
  for (const item of listOf(said)) refuseReferences(item, isWords)
  const part = object(said)
  if (part === undefined) return
  for (const key of Object.keys(part)) {
    const value = part[key]
    if (value == null || named.has(key)) continue
    // The arguments of a tool call may hold addresses: the call of that tool is judged by itself.
    if (key === 'input' && part.type === 'tool_use') continue
    if (isReference(key)) refuseReference(key, value)
    refuseReferences(value, worded.has(key) || isWordsOf(part, key))
  }
}

/** Members that hold words in only one kind of part: the name of a search result, a document that is a text. */
function isWordsOf({ type }: JsonObject, key: string): boolean {
  return (key === 'source' && type === 'search_result') || (key === 'data' && type === 'text')
}

function isReference(key: string): boolean {
  return /(?:ur[il]|^file_?id)$/i.test(key)
}

function refuseReference(key: string, value: unknown): void {
  if (/id$/i.test(key)) throw refused('send a file itself, as data; what was stored elsewhere is not used')
  if (object(value) !== undefined || isData(value)) return
  throw refused('send an image or a file itself, as data; no address is fetched')
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^\s*[a-z][a-z\d+.-]*:\/\//i.test(value)
}

function isData(address: unknown): boolean {
  return typeof address === 'string' && /^data:/i.test(address)
}

function memberOf(value: unknown, name: string): unknown {
  return object(value)?.[name]
}

function refused(message: string): GateError {
  return new GateError('malformed', message)
}
