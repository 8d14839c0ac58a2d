// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { compact, object, objects, text } from '../json.ts'
import {
  type Answer,
  type Dialect,
  type Format,
  joinDataUrl,
  type Offered,
  type Part,
  type Prompt,
  type Said,
  type Settings,
  splitDataUrl,
  type Turn,
  textOfParts,
  tokensOf,
  unread,
  untranslatable,
} from './prompt.ts'
import { formatOf, list, number, offeredOf, openaiSettings } from './settings.ts'

const read: ReadonlySet<string> = new Set([
  'max_completion_tokens',
  'max_tokens',
  'messages',
  'model',
  'parallel_tool_calls',
  'reasoning_effort',
  'response_format',
  'stop',
  'store',
  'stream',
  'stream_options',
  'temperature',
  'tool_choice',
  'tools',
  'top_p',
  'user',
])

export const chatFields = {
  toolChoice: 'tool_choice',
  parallel: 'parallel_tool_calls',
  maxOutputTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  stop: 'stop',
  effort: 'reasoning_effort',
  format: 'response_format',
  user: 'user',
} as const satisfies Dialect['fields']

export function readChatRequest(body: JsonObject): { readonly prompt: Prompt; readonly dropped: readonly string[] } {
  if (body.functions != null || body.function_call != null) throw untranslatable('functions: use tools')
  const format = readFormat(body.response_format)
  const toolChoice = readChoice(body.tool_choice)
  const settings: Settings = {
    ...toolChoice,
    ...openaiSettings(body),
    ...number('maxOutputTokens', body.max_completion_tokens ?? body.max_tokens),
    ...(body.stop == null ? {} : { stop: list(body.stop) }),
    ...(typeof body.reasoning_effort === 'string' ? { effort: body.reasoning_effort } : {}),
    ...(format === undefined ? {} : { format }),
  }
  const dropped = unread(body, read).filter((name) => !(name === 'n' && body.n === 1))
  if (body.tool_choice != null && toolChoice.toolChoice === undefined) dropped.push('tool_choice')
  const tools = objects(body.tools).map(readTool)
  const turns = objects(body.messages).map(readMessage)
  return { prompt: { turns, tools, settings, isStream: body.stream === true }, dropped }
}

function readTool(tool: JsonObject): Offered {
  const made = object(tool.function)
  if (tool.type !== 'function' || made === undefined) throw untranslatable('tools: a tool of type custom')
  return offeredOf(made, made.parameters)
}

function readChoice(choice: JsonValue | undefined): Pick<Settings, 'toolChoice'> {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return { toolChoice: choice }
  const name = text(object(object(choice)?.function)?.name)
  return name === undefined ? {} : { toolChoice: { name } }
}

function readFormat(format: JsonValue | undefined): Format | undefined {
  const { type, json_schema } = object(format) ?? {}
  return formatOf(type, object(json_schema) ?? {})
}

function readMessage(message: JsonObject): Turn {
  const { role, content } = message
  switch (role) {
    case 'system':
    case 'developer':
      return { role: 'system', text: textOfParts(readParts(content), 'a system message') }
    case 'user':
      return { role: 'user', parts: readParts(content) }
    case 'tool':
      return { role: 'tool', id: text(message.tool_call_id) ?? '', parts: readParts(content) }
    case 'assistant':
      return { role: 'assistant', said: readSaid(message) }
    default:
      throw untranslatable(`a message of role ${String(role).slice(0, 20)}`)
  }
}

function readParts(content: JsonValue | undefined): readonly Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  return objects(content).map((part) => {
    const file = object(part.file)
    const image = part.image_url
    if (part.type === 'text') return { kind: 'text', text: text(part.text) ?? '' }
    if (part.type === 'image_url')
      return { kind: 'image', ...splitDataUrl(text(image) ?? text(object(image)?.url) ?? '') }
    if (part.type !== 'file') throw untranslatable(`a part of type ${String(part.type).slice(0, 40)}`)
    const name = text(file?.filename)
    return { kind: 'file', ...splitDataUrl(text(file?.file_data) ?? ''), ...(name === undefined ? {} : { name }) }
  })
}

/** What an assistant's message says; also of an answer. */
export function readSaid(message: JsonObject): readonly Said[] {
  if (message.function_call != null) throw untranslatable('function_call: use tools')
  const reasoning = text(message.reasoning_content) ?? text(message.reasoning)
  return [
    ...(reasoning ? [{ kind: 'reasoning', text: reasoning } as const] : []),
    ...readContent(message.content),
    ...(text(message.refusal) ? [{ kind: 'refusal', text: text(message.refusal) ?? '' } as const] : []),
    ...objects(message.tool_calls).map((call): Said => {
      const made = object(call.function)
      if (made === undefined) throw untranslatable('a call of a tool of type custom')
      return {
        kind: 'call',
        id: text(call.id) ?? '',
        name: text(made.name) ?? '',
        arguments: text(made.arguments) ?? '',
      }
    }),
  ]
}

type Words = Exclude<Said, { readonly kind: 'call' }>

/** A text, or the parts of an assistant's message; Mistral's models reason in a part of their own, again in parts. */
export function readContent(content: JsonValue | undefined): readonly Words[] {
  const parts = typeof content === 'string' ? [{ text: content }] : objects(content)
  return parts.flatMap((part: JsonObject): readonly Words[] => {
    const [thought, refusal, said] = [wordsOf(part.thinking), text(part.refusal), text(part.text)]
    if (thought) return [{ kind: 'reasoning', text: thought }]
    if (refusal) return [{ kind: 'refusal', text: refusal }]
    return said ? [{ kind: 'text', text: said }] : []
  })
}

function wordsOf(thinking: JsonValue | undefined): string {
  return (
    text(thinking) ??
    objects(thinking)
      .map((part) => text(part.text) ?? '')
      .join('')
  )
}

export const writeChatRequest: Dialect['writeRequest'] = ({ turns, tools, settings, isStream }) => {
  const { toolChoice, format, stop } = settings
  const body = compact({
    messages: turns.flatMap(writeTurn),
    tools: tools.length === 0 ? undefined : tools.map(writeTool),
    tool_choice: typeof toolChoice === 'object' ? { type: 'function', function: toolChoice } : toolChoice,
    parallel_tool_calls: tools.length === 0 ? undefined : settings.parallel,
    // The older name: an endpoint that has only the newer one also speaks responses.
    max_tokens: settings.maxOutputTokens,
    temperature: settings.temperature,
    top_p: settings.topP,
    stop,
    reasoning_effort: settings.effort,
    response_format: format && writeFormat(format),
    user: settings.user,
    stream: isStream ? true : undefined,
  })
  return { body, dropped: [] }
}

function writeTool({ schema, ...tool }: Offered): JsonObject {
  return { type: 'function', function: { ...tool, parameters: schema } }
}

function writeFormat(format: Format): JsonObject {
  if (format.kind === 'json') return { type: 'json_object' }
  const { kind, ...schema } = format
  return { type: 'json_schema', json_schema: schema }
}

function writeTurn(turn: Turn): readonly JsonObject[] {
  switch (turn.role) {
    case 'system':
      return [{ role: 'system', content: turn.text }]
    case 'user':
      return [{ role: 'user', content: writeParts(turn.parts) }]
    case 'tool': {
      const content = textOfParts(turn.parts, 'the answer of a tool')
      return [{ role: 'tool', tool_call_id: turn.id, content: turn.isError ? `Error: ${content}` : content }]
    }
    case 'assistant':
      return [writeSaid(turn.said)]
  }
}

function writeParts(parts: readonly Part[]): JsonValue {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'text') return only.text
  return parts.map((part) => {
    if (part.kind === 'text') return { type: 'text', text: part.text }
    if (part.kind === 'image') return { type: 'image_url', image_url: { url: joinDataUrl(part) } }
    return { type: 'file', file: { file_data: joinDataUrl(part), filename: part.name ?? 'file' } }
  })
}

/** Without the reasoning, which chat completions never take back. */
function writeSaid(said: readonly Said[]): JsonObject {
  const texts = said.flatMap((item) => (item.kind === 'text' || item.kind === 'refusal' ? [item.text] : []))
  const calls = said.flatMap((item) => (item.kind === 'call' ? [item] : [])).map(writeCall)
  const content = texts.length === 0 && calls.length > 0 ? null : texts.join('')
  return compact({ role: 'assistant', content, tool_calls: calls.length === 0 ? undefined : calls })
}

export function writeCall({ id, name, arguments: given }: Said & { readonly kind: 'call' }): JsonObject {
  return { id, type: 'function', function: { name, arguments: given } }
}

export function tokensIn(usage: JsonValue | undefined): Pick<Answer, 'tokens'> {
  const counts = object(usage)
  return tokensOf(counts?.prompt_tokens, counts?.completion_tokens, {
    cached: object(counts?.prompt_tokens_details)?.cached_tokens,
    reasoning: object(counts?.completion_tokens_details)?.reasoning_tokens,
  })
}
