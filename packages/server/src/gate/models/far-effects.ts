// SPDX-License-Identifier: EUPL-1.2
import type { ModelApiName } from '../../organisation/index.ts'
import { GateError } from '../error.ts'

/**
 * Fields by which endpoints and routers in front of them take another model, another address, place or key, or a search
 * on the web: what was decided about the named model would be carried out by another, or reach somewhere that no rule
 * saw.
 */
const otherways: ReadonlySet<string> = new Set([
  'access_programs',
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'container',
  'custom_llm_provider',
  'extra_body',
  'extra_headers',
  'fallbacks',
  'inference_geo',
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

/** What the far side would have to remember, or goes on with after it has answered. The gate keeps the conversation. */
const kept = {
  background: 'ask again without it and wait, or stream',
  conversation: 'send the whole conversation as input',
  previous_response_id: 'send the whole conversation as input',
  prompt: 'send the text of the prompt itself',
  store: 'ask again with store: false',
} as const

/**
 * Fields that the gate looks at. Some endpoints take a field in any case (Go's JSON does), so that `Tools` would be
 * tools there that nobody looked at here.
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

/** Tools whose calls come back to the caller, to be made through the gate. Any other kind the far side carries out itself. */
const callersTools = {
  chat: new Set<unknown>(['function', 'custom']),
  responses: new Set<unknown>(['function', 'custom']),
  messages: new Set<unknown>([undefined, 'custom']),
  embeddings: new Set<unknown>(),
} as const satisfies Record<ModelApiName, ReadonlySet<unknown>>

/** What a request may consist of; other kinds tell of what the far side did itself, or refer to what it has stored. */
const items: Partial<Record<ModelApiName, ReadonlySet<unknown>>> = {
  responses: new Set([
    undefined,
    'message',
    'function_call',
    'function_call_output',
    'custom_tool_call',
    'custom_tool_call_output',
    'reasoning',
    'compaction',
  ]),
  messages: new Set([
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

interface ModelRequest {
  readonly [member: string]: unknown
}

/**
 * Refuses a model request that would have the far side act beside answering: an effect without an entry (P1, P10). An
 * address in a message is one: whoever runs the model fetches it, and the address itself tells its owner what an agent
 * wants to get out. Throws `malformed`.
 */
export function refuseFarEffects(api: ModelApiName, request: ModelRequest): void {
  for (const [field, value] of Object.entries(request)) {
    if (value == null) continue
    if (otherways.has(field.toLowerCase()))
      throw refused(`${field} is not passed on: the organisation says what runs a model`)
    if (field !== field.toLowerCase() && lookedAt.has(field.toLowerCase()))
      throw refused(`${field.slice(0, 40)}: write ${field.toLowerCase()}`)
    if (isKept(field) && value !== false) throw refused(`${field} is not passed on: ${kept[field]}`)
  }
  const { tools, functions } = request
  for (const [name, list] of Object.entries({ tools, functions })) {
    if (list != null && (!Array.isArray(list) || list.length > maxTools))
      throw refused(`${name}: a list of at most ${maxTools}`)
  }
  for (const tool of listOf(tools)) {
    if (!callersTools[api].has(memberOf(tool, 'type')))
      throw refused('tools: only functions, whose calls come back to the agent')
  }
  for (const part of partsOf(api, request)) {
    if (items[api]?.has(memberOf(part, 'type')) === false) {
      const type = String(memberOf(part, 'type')).slice(0, 40)
      throw refused(`${type}: the gate passes on nothing that the far side keeps or has done`)
    }
  }
  // Whole messages, whatever their members are called.
  for (const said of [request.messages, request.input, request.system]) listOf(said).forEach(refuseReferences)
}

function isKept(field: string): field is keyof typeof kept {
  return Object.hasOwn(kept, field)
}

/** Everything that a request says, part by part, and of a tool's answer its parts too. */
function partsOf(api: ModelApiName, request: ModelRequest): readonly unknown[] {
  switch (api) {
    case 'responses':
      return listOf(request.input)
    case 'messages':
      return [request, ...listOf(request.messages)].flatMap((from) =>
        [...listOf(memberOf(from, 'system')), ...listOf(memberOf(from, 'content'))].flatMap((part) =>
          memberOf(part, 'type') === 'tool_result' ? [part, ...listOf(memberOf(part, 'content'))] : [part],
        ),
      )
    case 'chat':
    case 'embeddings':
      return []
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Sources that a model named, as its own words come back to it: nothing of them is fetched. */
const named: ReadonlySet<string> = new Set(['annotations', 'citations'])

/**
 * `{"image_url": {"url": …}}`, its like for sound, video and files, the short forms that some servers take, and the
 * number of a file that was stored there before.
 */
function refuseReferences(part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  for (const [key, value] of Object.entries(part)) {
    // The arguments that a model gave a tool may hold addresses: that tool's call is judged by itself.
    const isArguments = key === 'input' && memberOf(part, 'type') === 'tool_use'
    if (value == null || named.has(key) || isArguments) continue
    const isPlain = typeof value !== 'object' || Array.isArray(value)
    if (isPlain && /ur[il]$/i.test(key) && !isData(value)) {
      throw refused('send an image or a file itself, as data; no address is fetched')
    }
    if (/^file_?id$/i.test(key)) throw refused('send a file itself, as data; what was stored elsewhere is not used')
    refuseReferences(value)
  }
}

function isData(address: unknown): boolean {
  return typeof address === 'string' && /^data:/i.test(address)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function refused(message: string): GateError {
  return new GateError('malformed', message)
}
