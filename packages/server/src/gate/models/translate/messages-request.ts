// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { compact, object, objects, parsed, text } from '../json.ts'
import {
  type Dialect,
  type Offered,
  type Part,
  type Prompt,
  type Said,
  type Settings,
  type Turn,
  textOfParts,
  unread,
  untranslatable,
} from './prompt.ts'
import { list, number, offeredOf } from './settings.ts'

const read: ReadonlySet<string> = new Set([
  'max_tokens',
  'messages',
  'metadata',
  'model',
  'output_config',
  'stop_sequences',
  'stream',
  'system',
  'temperature',
  'tool_choice',
  'tools',
  'top_p',
])

/** What is read inside a setting. */
const within: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['metadata', new Set(['user_id'])],
  ['output_config', new Set(['effort', 'format'])],
])

export const messagesFields = {
  toolChoice: 'tool_choice',
  parallel: 'tool_choice',
  maxOutputTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  stop: 'stop_sequences',
  effort: 'output_config',
  format: 'output_config',
  user: 'metadata',
} as const satisfies Dialect['fields']

/** Marks for a cache (`cache_control`) are only advice, and are left out silently. */
export function readMessagesRequest(body: JsonObject): {
  readonly prompt: Prompt
  readonly dropped: readonly string[]
} {
  const config = object(body.output_config)
  const format = object(config?.format)
  const effort = text(config?.effort)
  const user = text(object(body.metadata)?.user_id)
  const settings: Settings = {
    ...readChoice(object(body.tool_choice)),
    ...number('maxOutputTokens', body.max_tokens),
    ...number('temperature', body.temperature),
    ...number('topP', body.top_p),
    ...(body.stop_sequences == null ? {} : { stop: list(body.stop_sequences) }),
    ...(effort === undefined ? {} : { effort }),
    ...(format === undefined
      ? {}
      : { format: { kind: 'schema', name: 'answer', schema: object(format.schema) ?? {} } }),
    ...(user === undefined ? {} : { user }),
  }
  const system = body.system == null ? [] : [readSystem(body.system)]
  const turns = [...system, ...objects(body.messages).flatMap(readMessage)]
  const tools = objects(body.tools).map((tool) => offeredOf(tool, tool.input_schema))
  const thinking = object(body.thinking)?.type
  const prompt = { turns, tools, settings, isStream: body.stream === true }
  const isSealed = thinking === 'enabled' || thinking === 'adaptive'
  return { prompt: isSealed ? { ...prompt, wantsSealedReasoning: true } : prompt, dropped: unread(body, read, within) }
}

function readChoice(choice: JsonObject | undefined): Pick<Settings, 'toolChoice' | 'parallel'> {
  if (choice === undefined) return {}
  const { type, name, disable_parallel_tool_use } = choice
  const parallel = typeof disable_parallel_tool_use === 'boolean' ? { parallel: !disable_parallel_tool_use } : {}
  if (type === 'tool') return { toolChoice: { name: text(name) ?? '' }, ...parallel }
  if (type === 'any') return { toolChoice: 'required', ...parallel }
  return { toolChoice: type === 'none' ? 'none' : 'auto', ...parallel }
}

function readSystem(content: JsonValue): Turn {
  return { role: 'system', text: textOfParts(readParts(content), 'a system message') }
}

/**
 * One message may hold answers of tools and words of the user; the answers come first, because they were asked for
 * first.
 */
function readMessage({ role, content }: JsonObject): readonly Turn[] {
  if (role === 'system') return [readSystem(content ?? '')]
  if (role === 'assistant') return [{ role, said: readSaidBlocks(content) }]
  if (role !== 'user') throw untranslatable(`a message of role ${String(role).slice(0, 20)}`)
  if (typeof content === 'string') return [{ role, parts: readParts(content) }]
  const isResult = ({ type }: JsonObject): boolean => type === 'tool_result'
  const results = objects(content).filter(isResult).map(readResult)
  const rest = objects(content).filter((block) => !isResult(block))
  return rest.length === 0 ? results : [...results, { role, parts: readParts(rest) }]
}

function readResult({ tool_use_id, content, is_error }: JsonObject): Turn {
  const turn = { role: 'tool', id: text(tool_use_id) ?? '', parts: readParts(content ?? '') } as const
  return is_error === true ? { ...turn, isError: true } : turn
}

function readParts(content: JsonValue | undefined): readonly Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  return objects(content).flatMap((block): readonly Part[] => {
    const source = object(block.source)
    const [mediaType, data] = [text(source?.media_type) ?? '', text(source?.data) ?? '']
    if (block.type === 'text') return [{ kind: 'text', text: text(block.text) ?? '' }]
    if (block.type === 'image' && source?.type === 'base64') return [{ kind: 'image', mediaType, data }]
    const [name, about] = [text(block.title), text(block.context)]
    if (block.type === 'document' && source?.type === 'text') {
      return [{ kind: 'text', text: [name, about, data].filter((words) => words !== undefined).join('\n') }]
    }
    if (block.type !== 'document' || source?.type !== 'base64')
      throw untranslatable(`a block of type ${String(block.type).slice(0, 40)}`)
    const file = { kind: 'file', mediaType, data, ...(name === undefined ? {} : { name }) } as const
    return about === undefined ? [file] : [{ kind: 'text', text: about }, file]
  })
}

/** What the blocks of an assistant say, also in an answer. Reasoning that nobody may read is left out. */
export function readSaidBlocks(content: JsonValue | undefined): readonly Said[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }]
  return objects(content).flatMap((block): readonly Said[] => {
    switch (block.type) {
      case 'text':
        return text(block.text) ? [{ kind: 'text', text: text(block.text) ?? '' }] : []
      case 'thinking': {
        const signature = text(block.signature)
        return [{ kind: 'reasoning', text: text(block.thinking) ?? '', ...(signature ? { signature } : {}) }]
      }
      case 'tool_use':
        return [
          {
            kind: 'call',
            id: text(block.id) ?? '',
            name: text(block.name) ?? '',
            arguments: JSON.stringify(block.input ?? {}),
          },
        ]
      default:
        return []
    }
  })
}

/** Anthropic's API requires a bound; all its models accept this one. */
const defaultMaxTokens = 8192

const efforts: ReadonlySet<string> = new Set(['low', 'medium', 'high', 'xhigh', 'max'])

export const writeMessagesRequest: Dialect['writeRequest'] = ({ turns, tools, settings, isStream }) => {
  const { temperature, effort, format, user, stop } = settings
  const system = turns.flatMap((turn) => (turn.role === 'system' ? [turn.text] : []))
  const config = compact({
    effort: effort !== undefined && efforts.has(effort) ? effort : undefined,
    format: format?.kind === 'schema' ? { type: 'json_schema', schema: format.schema } : undefined,
  })
  const body = compact({
    max_tokens: settings.maxOutputTokens ?? defaultMaxTokens,
    system: system.length === 0 ? undefined : system.join('\n\n'),
    messages: alternating(turns),
    tools: tools.length === 0 ? undefined : tools.map(writeTool),
    tool_choice: tools.length === 0 ? undefined : writeChoice(settings),
    // Anthropic's scale ends at one.
    temperature: temperature === undefined ? undefined : Math.min(temperature, 1),
    top_p: settings.topP,
    stop_sequences: stop,
    output_config: Object.keys(config).length === 0 ? undefined : config,
    metadata: user === undefined ? undefined : { user_id: user },
    stream: isStream ? true : undefined,
  })
  const dropped: (keyof Settings)[] = []
  if (effort !== undefined && !efforts.has(effort)) dropped.push('effort')
  if (format?.kind === 'json') dropped.push('format')
  if (temperature !== undefined && temperature > 1) dropped.push('temperature')
  return { body, dropped }
}

function writeTool({ name, description, schema, strict }: Offered): JsonObject {
  return compact({ name, description, input_schema: schema, strict })
}

function writeChoice({ toolChoice, parallel }: Settings): JsonObject | undefined {
  if (toolChoice === undefined && parallel === undefined) return undefined
  const many = parallel === undefined ? {} : { disable_parallel_tool_use: !parallel }
  if (toolChoice === 'none') return { type: 'none' }
  if (typeof toolChoice === 'object') return { type: 'tool', name: toolChoice.name, ...many }
  return { type: toolChoice === 'required' ? 'any' : 'auto', ...many }
}

/** Consecutive turns of one side become one message, with all answers of tools in it; none is empty. */
function alternating(turns: readonly Turn[]): readonly JsonObject[] {
  const messages: { role: string; content: JsonObject[] }[] = []
  for (const turn of turns) {
    if (turn.role === 'system') continue
    const role = turn.role === 'assistant' ? 'assistant' : 'user'
    const content = turn.role === 'assistant' ? turn.said.flatMap(writeSaid) : writeUser(turn)
    if (content.length === 0) continue
    const last = messages.at(-1)
    if (last?.role === role) last.content.push(...content)
    else messages.push({ role, content: [...content] })
  }
  return messages.map(({ role, content }) => ({ role, content }))
}

function writeUser(turn: Turn & { readonly role: 'user' | 'tool' }): readonly JsonObject[] {
  // Anthropic's API refuses an empty text.
  const parts = turn.parts.filter((part) => part.kind !== 'text' || part.text !== '').map(writePart)
  if (turn.role === 'user') return parts
  const content = parts.length === 0 ? undefined : parts
  return [compact({ type: 'tool_result', tool_use_id: turn.id, content, is_error: turn.isError })]
}

function writePart(part: Part): JsonObject {
  if (part.kind === 'text') return { type: 'text', text: part.text }
  const source = { type: 'base64', media_type: part.mediaType, data: part.data }
  return part.kind === 'image' ? { type: 'image', source } : compact({ type: 'document', source, title: part.name })
}

/** Reasoning goes back only with its seal. */
function writeSaid(said: Said): readonly JsonObject[] {
  if (said.kind === 'reasoning' && said.signature === undefined) return []
  return [writeBlock(said)]
}

export function writeBlock(said: Said): JsonObject {
  switch (said.kind) {
    case 'text':
    case 'refusal':
      return { type: 'text', text: said.text }
    case 'reasoning':
      return { type: 'thinking', thinking: said.text, signature: said.signature ?? '' }
    case 'call':
      return { type: 'tool_use', id: said.id, name: said.name, input: inputOf(said.arguments) }
  }
}

/** Arguments that a model broke off are no JSON, and must still be told. */
function inputOf(given: string): JsonObject {
  return given === '' ? {} : (object(parsed(given)) ?? { unread: given })
}
