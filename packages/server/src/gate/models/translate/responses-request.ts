// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { compact, object, objects, text } from '../json.ts'
import {
  type Dialect,
  joinDataUrl,
  type Offered,
  type Part,
  type Prompt,
  type Said,
  type Settings,
  splitDataUrl,
  type Turn,
  textOfParts,
  unread,
  untranslatable,
} from './prompt.ts'
import { formatOf, number, offeredOf, openaiSettings } from './settings.ts'

/** `include` asks for reasoning in its sealed form; `store: false` and `truncation: disabled` are so in every API. */
const read: ReadonlySet<string> = new Set([
  'include',
  'input',
  'instructions',
  'max_output_tokens',
  'model',
  'parallel_tool_calls',
  'reasoning',
  'store',
  'stream',
  'stream_options',
  'temperature',
  'text',
  'tool_choice',
  'tools',
  'top_p',
  'user',
])

/** What is read inside a setting. */
const within: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['reasoning', new Set(['effort'])],
  ['text', new Set(['format'])],
])

export const responsesFields = {
  toolChoice: 'tool_choice',
  parallel: 'parallel_tool_calls',
  maxOutputTokens: 'max_output_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  stop: 'stop',
  effort: 'reasoning',
  format: 'text',
  user: 'user',
} as const satisfies Dialect['fields']

export function readResponsesRequest(body: JsonObject): {
  readonly prompt: Prompt
  readonly dropped: readonly string[]
} {
  const written = object(object(body.text)?.format)
  const format = formatOf(written?.type, written ?? {})
  const effort = text(object(body.reasoning)?.effort)
  const toolChoice = readChoice(body.tool_choice)
  const settings: Settings = {
    ...toolChoice,
    ...openaiSettings(body),
    ...number('maxOutputTokens', body.max_output_tokens),
    ...(effort === undefined ? {} : { effort }),
    ...(format === undefined ? {} : { format }),
  }
  const dropped = unread(body, read, within).filter(
    (name) => !(name === 'truncation' && body.truncation === 'disabled'),
  )
  if (body.tool_choice != null && toolChoice.toolChoice === undefined) dropped.push('tool_choice')
  const instructions = text(body.instructions)
  const input = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : objects(body.input)
  const turns = [
    ...(instructions === undefined ? [] : [{ role: 'system', text: instructions } as const]),
    ...joined(input.map(readItem)),
  ]
  return {
    prompt: { turns, tools: objects(body.tools).map(readTool), settings, isStream: body.stream === true },
    dropped,
  }
}

function readTool(tool: JsonObject): Offered {
  if (tool.type !== 'function') throw untranslatable('tools: a tool of type custom')
  return offeredOf(tool, tool.parameters)
}

function readChoice(choice: JsonValue | undefined): Pick<Settings, 'toolChoice'> {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return { toolChoice: choice }
  const { type, name } = object(choice) ?? {}
  return type === 'function' && typeof name === 'string' ? { toolChoice: { name } } : {}
}

/** What an assistant said in several items is one turn. */
function joined(turns: readonly Turn[]): readonly Turn[] {
  const all: Turn[] = []
  for (const turn of turns) {
    const last = all.at(-1)
    if (last?.role !== 'assistant' || turn.role !== 'assistant') all.push(turn)
    else all[all.length - 1] = { role: 'assistant', said: [...last.said, ...turn.said] }
  }
  return all
}

function readItem(item: JsonObject): Turn {
  switch (item.type ?? 'message') {
    case 'message':
      return readMessage(item)
    case 'function_call_output':
      return { role: 'tool', id: text(item.call_id) ?? '', parts: readParts(item.output) }
    case 'function_call':
    case 'reasoning':
      return { role: 'assistant', said: readSaidItem(item) }
    default:
      throw untranslatable(`an item of type ${String(item.type).slice(0, 40)}`)
  }
}

function readMessage(item: JsonObject): Turn {
  switch (item.role) {
    case 'system':
    case 'developer':
      return { role: 'system', text: textOfParts(readParts(item.content), 'a system message') }
    case 'assistant':
      return { role: 'assistant', said: readSaidItem(item) }
    case 'user':
      return { role: 'user', parts: readParts(item.content) }
    default:
      throw untranslatable(`a message of role ${String(item.role).slice(0, 20)}`)
  }
}

function readParts(content: JsonValue | undefined): readonly Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  return objects(content).map((part) => {
    if (part.type === 'input_text' || part.type === 'output_text') return { kind: 'text', text: text(part.text) ?? '' }
    if (part.type === 'input_image') return { kind: 'image', ...splitDataUrl(text(part.image_url) ?? '') }
    if (part.type !== 'input_file') throw untranslatable(`a part of type ${String(part.type).slice(0, 40)}`)
    const name = text(part.filename)
    return { kind: 'file', ...splitDataUrl(text(part.file_data) ?? ''), ...(name === undefined ? {} : { name }) }
  })
}

/** What an item of a model says, also in an answer. An item that the gate doesn't know says nothing. */
export function readSaidItem(item: JsonObject): readonly Said[] {
  switch (item.type ?? 'message') {
    case 'message': {
      const parts = typeof item.content === 'string' ? [{ text: item.content }] : objects(item.content)
      return parts.flatMap((part): readonly Said[] => {
        const refusal = text(part.refusal)
        if (refusal !== undefined) return [{ kind: 'refusal', text: refusal }]
        const said = text(part.text)
        return said ? [{ kind: 'text', text: said }] : []
      })
    }
    case 'function_call':
      return [
        {
          kind: 'call',
          id: text(item.call_id) ?? '',
          name: text(item.name) ?? '',
          arguments: text(item.arguments) ?? '',
        },
      ]
    case 'reasoning': {
      const said = [...objects(item.summary), ...objects(item.content)].flatMap((part) => text(part.text) ?? [])
      const signature = text(item.encrypted_content)
      return [{ kind: 'reasoning', text: said.join('\n'), ...(signature === undefined ? {} : { signature }) }]
    }
    default:
      return []
  }
}

export const writeResponsesRequest: Dialect['writeRequest'] = (prompt) => {
  const { turns, tools, settings } = prompt
  const { toolChoice, format, effort } = settings
  const [first, ...rest] = turns
  const instructions = first?.role === 'system' ? first.text : undefined
  const body = compact({
    instructions,
    input: (instructions === undefined ? turns : rest).flatMap(writeTurn),
    tools: tools.length === 0 ? undefined : tools.map(writeTool),
    tool_choice: typeof toolChoice === 'object' ? { type: 'function', ...toolChoice } : toolChoice,
    parallel_tool_calls: settings.parallel,
    max_output_tokens: settings.maxOutputTokens,
    temperature: settings.temperature,
    top_p: settings.topP,
    reasoning: effort === undefined ? undefined : { effort },
    text: format === undefined ? undefined : { format: writeFormat(format) },
    user: settings.user,
    include: prompt.wantsSealedReasoning ? ['reasoning.encrypted_content'] : undefined,
    store: false,
    stream: prompt.isStream ? true : undefined,
  })
  return { body, dropped: settings.stop === undefined ? [] : ['stop'] }
}

export function writeTool({ name, description, schema, strict }: Offered): JsonObject {
  return { type: 'function', name, description: description ?? null, parameters: schema, strict: strict ?? false }
}

export function writeFormat(format: NonNullable<Settings['format']>): JsonObject {
  if (format.kind === 'json') return { type: 'json_object' }
  const { kind, ...schema } = format
  return { type: 'json_schema', ...schema }
}

function writeTurn(turn: Turn): readonly JsonObject[] {
  switch (turn.role) {
    case 'system':
      return [{ type: 'message', role: 'developer', content: [{ type: 'input_text', text: turn.text }] }]
    case 'user':
      return [{ type: 'message', role: 'user', content: turn.parts.map(writePart) }]
    case 'tool':
      return [
        { type: 'function_call_output', call_id: turn.id, output: writeOutput(turn.parts, turn.isError === true) },
      ]
    case 'assistant':
      return turn.said.flatMap(writeSaid)
  }
}

function writeOutput(parts: readonly Part[], isError: boolean): JsonValue {
  if (parts.some(({ kind }) => kind !== 'text')) {
    return [...(isError ? [{ type: 'input_text', text: 'Error:' }] : []), ...parts.map(writePart)]
  }
  const said = textOfParts(parts, 'the answer of a tool')
  return isError ? `Error: ${said}` : said
}

function writePart(part: Part): JsonObject {
  if (part.kind === 'text') return { type: 'input_text', text: part.text }
  if (part.kind === 'image') return { type: 'input_image', image_url: joinDataUrl(part), detail: 'auto' }
  return { type: 'input_file', file_data: joinDataUrl(part), filename: part.name ?? 'file' }
}

/** Reasoning goes back only with its seal: without it the far side would take nothing. */
function writeSaid(said: Said): readonly JsonObject[] {
  switch (said.kind) {
    case 'text':
      return [
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: said.text, annotations: [] }] },
      ]
    case 'refusal':
      return [{ type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: said.text }] }]
    case 'call':
      return [{ type: 'function_call', call_id: said.id, name: said.name, arguments: said.arguments }]
    case 'reasoning': {
      const summary = said.text === '' ? [] : [{ type: 'summary_text', text: said.text }]
      return said.signature === undefined ? [] : [{ type: 'reasoning', summary, encrypted_content: said.signature }]
    }
  }
}
