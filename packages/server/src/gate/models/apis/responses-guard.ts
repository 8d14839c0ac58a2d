// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { TextGuard } from '../../release/text-guard.ts'
import { object, objects, only, text, whole } from '../json.ts'
import type { StreamMessage } from './api.ts'
import { eachOf } from './each-of.ts'

/** How a text grows: the member that names its part, and the member that repeats it when it is done. */
interface Growing {
  readonly kind: string
  readonly part?: string
  readonly whole: string
}

const growing: Readonly<Record<string, Growing>> = {
  'response.output_text': { kind: 'text', part: 'content_index', whole: 'text' },
  'response.refusal': { kind: 'refusal', part: 'content_index', whole: 'refusal' },
  'response.reasoning': { kind: 'reasoning', part: 'content_index', whole: 'text' },
  'response.reasoning_text': { kind: 'reasoning', part: 'content_index', whole: 'text' },
  'response.reasoning_summary_text': { kind: 'summary', part: 'summary_index', whole: 'text' },
  'response.function_call_arguments': { kind: 'arguments', whole: 'arguments' },
  'response.custom_tool_call_input': { kind: 'arguments', whole: 'input' },
}

/** The events by which texts grow, and those that end them. */
const deltas = new Map(Object.entries(growing).map(([stem, grows]) => [`${stem}.delta`, grows]))
const dones = new Map(
  Object.entries(growing).map(([stem, grows]) => [`${stem}.done`, { ...grows, delta: `${stem}.delta` }]),
)

/** The whole text of each channel: a response repeats every text, and each time it must be the same. */
export class Kept {
  readonly #guard: TextGuard
  readonly #said = new Map<string, string>()
  readonly #done = new Map<string, string>()

  constructor(guard: TextGuard) {
    this.#guard = guard
  }

  *pass(channel: string, delta: string): InPieces<string> {
    const passed = this.#guard.pass(channel, delta)
    return this.#keep(channel, typeof passed === 'string' ? passed : yield* passed)
  }

  /**
   * Ends a channel: gives what was still held back, and its whole text. `given` is for a text that did not come in
   * pieces.
   */
  *finish(channel: string, given: string): InPieces<{ readonly rest: string; readonly said: string }> {
    const done = this.#done.get(channel)
    if (done !== undefined) return { rest: '', said: done }
    const rest = this.#keep(channel, yield* this.#guard.flush(channel, this.#said.has(channel) ? undefined : given))
    const said = this.#said.get(channel) ?? ''
    this.#done.set(channel, said)
    return { rest, said }
  }

  #keep(channel: string, said: string): string {
    this.#said.set(channel, (this.#said.get(channel) ?? '') + said)
    return said
  }
}

/** The members of a response beside its output; most repeat what was asked (Open Responses, `ResponseResource`). */
const heading = [
  ...['id', 'object', 'created_at', 'completed_at', 'status', 'incomplete_details', 'error', 'usage', 'model'],
  ...['instructions', 'tools', 'tool_choice', 'parallel_tool_calls', 'max_tool_calls', 'text', 'reasoning'],
  ...['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'top_logprobs', 'max_output_tokens'],
  ...['truncation', 'store', 'background', 'previous_response_id', 'service_tier', 'metadata', 'safety_identifier'],
  ...['prompt_cache_key', 'prompt_cache_retention', 'user'],
]

export function headOf(response: JsonObject): JsonObject {
  return only(response, heading)
}

/** The members of an item beside its texts, by its type. */
const itemHeads: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['message', ['type', 'id', 'status', 'role', 'phase']],
  ['function_call', ['type', 'id', 'status', 'call_id', 'name']],
  ['custom_tool_call', ['type', 'id', 'status', 'call_id', 'name']],
  ['reasoning', ['type', 'id', 'status', 'encrypted_content']],
])

function headOfItem(item: JsonObject): JsonObject {
  return only(item, itemHeads.get(item.type) ?? ['type', 'id'])
}

/** An item with its texts as the guard released them; anything that is not the model's own text stays out. */
export function* guardItem(kept: Kept, item: JsonObject, index: number): InPieces<JsonObject> {
  const known = headOfItem(item)
  const parts = (list: unknown, kinds: Kinds) =>
    eachOf(objects(list), (part, at) => guardPart(kept, part, `${index}/${at}`, kinds))
  const given = (member: string) => kept.finish(`arguments:${index}`, text(item[member]) ?? '')
  switch (item.type) {
    case 'message':
      return { ...known, content: yield* parts(item.content, { text: 'text', refusal: 'refusal' }) }
    case 'function_call':
      return { ...known, arguments: (yield* given('arguments')).said }
    case 'custom_tool_call':
      return { ...known, input: (yield* given('input')).said }
    case 'reasoning': {
      const content = item.content === undefined ? {} : { content: yield* parts(item.content, { text: 'reasoning' }) }
      return { ...known, summary: yield* parts(item.summary, { text: 'summary' }), ...content }
    }
    default:
      return known
  }
}

/** The kinds of channels by the members that hold their texts. */
type Kinds = Readonly<Record<string, string>>

/** Only known members: probabilities of tokens and the sources of a text may repeat what was guarded (P10). */
function* guardPart(kept: Kept, part: JsonObject, place: string, kinds: Kinds): InPieces<JsonObject> {
  const changed: Record<string, JsonValue | undefined> = { ...knownPart(part) }
  for (const [member, kind] of Object.entries(kinds)) {
    const said = text(part[member])
    if (said !== undefined) changed[member] = (yield* kept.finish(`${kind}:${place}`, said)).said
  }
  return changed
}

function knownPart({ type, annotations }: JsonObject): JsonObject {
  return annotations === undefined ? { type } : { type, annotations: [] }
}

type Event = Record<string, JsonValue | undefined>

/** Which event it is, and of what. */
function placeOf({ type, item_id, output_index, content_index, summary_index }: JsonObject): Event {
  return { type, item_id, output_index, content_index, summary_index }
}

function channelOf(event: JsonObject, { kind, part }: Growing): string {
  const channel = `${kind}:${whole(event.output_index) ?? 0}`
  return part === undefined ? channel : `${channel}/${whole(event[part]) ?? 0}`
}

/**
 * Passes the events of a response through a guard, with new numbers. An unknown event doesn't go on: it may hold text
 * (P10).
 */
export class ResponsesGuard {
  readonly #kept: Kept
  #number = 0

  constructor(guard: TextGuard) {
    this.#kept = new Kept(guard)
  }

  *pass(message: StreamMessage): InPieces<readonly StreamMessage[]> {
    if (message === 'done') return [message]
    const passed = yield* this.#changed(message, text(message.type) ?? '')
    for (const event of passed) event.sequence_number = this.#number++
    return passed
  }

  /** The event, made again. */
  *#changed(event: JsonObject, type: string): InPieces<readonly Event[]> {
    const grows = deltas.get(type)
    if (grows !== undefined) {
      const delta = yield* this.#kept.pass(channelOf(event, grows), text(event.delta) ?? '')
      return [{ ...placeOf(event), delta }]
    }
    const done = dones.get(type)
    if (done !== undefined) return yield* this.#done(event, channelOf(event, done), done.delta, done.whole)
    const index = whole(event.output_index) ?? 0
    const [item, part, response] = [object(event.item), object(event.part), object(event.response)]
    switch (type) {
      case 'response.created':
      case 'response.queued':
      case 'response.in_progress':
        return [{ type, response: { ...headOf(response ?? {}), output: [] } }]
      case 'response.output_item.added':
        return [{ ...placeOf(event), item: blank(item ?? {}, headOfItem(item ?? {})) }]
      case 'response.output_item.done':
        return [{ ...placeOf(event), item: yield* guardItem(this.#kept, item ?? {}, index) }]
      case 'response.content_part.added':
      case 'response.reasoning_summary_part.added':
        return [{ ...placeOf(event), part: { ...knownPart(part ?? {}), ...blankTexts(part ?? {}) } }]
      case 'response.content_part.done':
      case 'response.reasoning_summary_part.done':
        return [{ ...placeOf(event), part: yield* this.#part(event, part ?? {}, index) }]
      case 'response.completed':
      case 'response.incomplete': {
        const output = yield* eachOf(objects(response?.output), (made, at) => guardItem(this.#kept, made, at))
        return [{ type, response: { ...headOf(response ?? {}), output } }]
      }
      default:
        return []
    }
  }

  *#done(event: JsonObject, channel: string, delta: string, member: string): InPieces<readonly Event[]> {
    const { rest, said } = yield* this.#kept.finish(channel, text(event[member]) ?? '')
    const place = placeOf(event)
    const done = { ...place, [member]: said }
    return rest === '' ? [done] : [{ ...place, type: delta, delta: rest }, done]
  }

  #part(event: JsonObject, part: JsonObject, index: number): InPieces<JsonObject> {
    const isSummary = event.summary_index !== undefined
    const place = `${index}/${whole(isSummary ? event.summary_index : event.content_index) ?? 0}`
    const kind = isSummary ? 'summary' : part.type === 'reasoning_text' ? 'reasoning' : 'text'
    return guardPart(this.#kept, part, place, { text: kind, refusal: 'refusal' })
  }
}

/** An item or a part as it begins: its text comes in pieces. */
export function blank(item: JsonObject, known = item): JsonObject {
  switch (item.type) {
    case 'message':
      return { ...known, content: [] }
    case 'function_call':
      return { ...known, arguments: '' }
    case 'custom_tool_call':
      return { ...known, input: '' }
    case 'reasoning':
      return { ...known, summary: [], ...(item.content === undefined ? {} : { content: [] }) }
    default:
      return { type: item.type, id: item.id }
  }
}

export function blankPart(part: JsonObject): JsonObject {
  return { ...part, ...blankTexts(part) }
}

function blankTexts(part: JsonObject): JsonObject {
  return { ...('text' in part ? { text: '' } : {}), ...('refusal' in part ? { refusal: '' } : {}) }
}
