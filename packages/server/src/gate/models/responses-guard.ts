// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { StreamMessage } from './api.ts'
import { eachOf, type TextGuard } from './guard.ts'
import { object, objects, text, whole } from './json.ts'

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

/** The events that texts grow by, and those that end them. */
const deltas = new Map(Object.entries(growing).map(([stem, grows]) => [`${stem}.delta`, grows]))
const dones = new Map(
  Object.entries(growing).map(([stem, grows]) => [`${stem}.done`, { ...grows, delta: `${stem}.delta` }]),
)

/** What each channel came to: a response repeats every text, and each time it has to be the same. */
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

  /** Ends a channel: what was still held back, and its whole text. `given` stands for one that did not come by pieces. */
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

/** An item with its texts as the guard let them go on; what is no text of the model's own stays out. */
export function* guardItem(kept: Kept, item: JsonObject, index: number): InPieces<JsonObject> {
  const parts = (list: unknown, kinds: Kinds) =>
    eachOf(objects(list), (part, at) => guardPart(kept, part, `${index}/${at}`, kinds))
  const given = (member: string) => kept.finish(`arguments:${index}`, text(item[member]) ?? '')
  switch (item.type) {
    case 'message':
      return { ...item, content: yield* parts(item.content, { text: 'text', refusal: 'refusal' }) }
    case 'function_call':
      return { ...item, arguments: (yield* given('arguments')).said }
    case 'custom_tool_call':
      return { ...item, input: (yield* given('input')).said }
    case 'reasoning': {
      const content = item.content === undefined ? {} : { content: yield* parts(item.content, { text: 'reasoning' }) }
      return { ...item, summary: yield* parts(item.summary, { text: 'summary' }), ...content }
    }
    default:
      return { type: item.type, id: item.id }
  }
}

/** The kinds of channels by the members that hold their texts. */
type Kinds = Readonly<Record<string, string>>

/** Only what is known: probabilities of tokens and the sources of a text may repeat what was guarded (P10). */
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

function channelOf(event: JsonObject, { kind, part }: Growing): string {
  const channel = `${kind}:${whole(event.output_index) ?? 0}`
  return part === undefined ? channel : `${channel}/${whole(event[part]) ?? 0}`
}

/** The events of a response through a guard, numbered anew. What isn't known doesn't go on: it may hold text (P10). */
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

  /** All made anew. */
  *#changed(event: JsonObject, type: string): InPieces<readonly Event[]> {
    const grows = deltas.get(type)
    if (grows !== undefined) {
      // Without the probabilities of tokens.
      const delta = yield* this.#kept.pass(channelOf(event, grows), text(event.delta) ?? '')
      return [{ ...event, delta, logprobs: undefined }]
    }
    const done = dones.get(type)
    if (done !== undefined) return yield* this.#done(event, channelOf(event, done), done.delta, done.whole)
    const index = whole(event.output_index) ?? 0
    const [item, part, response] = [object(event.item), object(event.part), object(event.response)]
    switch (type) {
      case 'response.created':
      case 'response.queued':
      case 'response.in_progress':
        return [{ ...event, response: { ...response, output: [] } }]
      case 'response.output_item.added':
        return [{ ...event, item: blank(item ?? {}) }]
      case 'response.output_item.done':
        return [{ ...event, item: yield* guardItem(this.#kept, item ?? {}, index) }]
      case 'response.content_part.added':
      case 'response.reasoning_summary_part.added':
        return [{ ...event, part: { ...knownPart(part ?? {}), ...blankTexts(part ?? {}) } }]
      case 'response.content_part.done':
      case 'response.reasoning_summary_part.done':
        return [{ ...event, part: yield* this.#part(event, part ?? {}, index) }]
      case 'response.completed':
      case 'response.incomplete': {
        const output = yield* eachOf(objects(response?.output), (made, at) => guardItem(this.#kept, made, at))
        return [{ ...event, response: { ...response, output } }]
      }
      default:
        return []
    }
  }

  *#done(
    { logprobs, ...event }: JsonObject,
    channel: string,
    delta: string,
    member: string,
  ): InPieces<readonly Event[]> {
    const { [member]: given, ...place } = event
    const { rest, said } = yield* this.#kept.finish(channel, text(given) ?? '')
    const done = { ...event, [member]: said }
    return rest === '' ? [done] : [{ ...place, type: delta, delta: rest }, done]
  }

  #part(event: JsonObject, part: JsonObject, index: number): InPieces<JsonObject> {
    const isSummary = event.summary_index !== undefined
    const place = `${index}/${whole(isSummary ? event.summary_index : event.content_index) ?? 0}`
    const kind = isSummary ? 'summary' : part.type === 'reasoning_text' ? 'reasoning' : 'text'
    return guardPart(this.#kept, part, place, { text: kind, refusal: 'refusal' })
  }
}

/** An item or a part as it begins: what it says comes by pieces. */
export function blank(item: JsonObject): JsonObject {
  switch (item.type) {
    case 'message':
      return { ...item, content: [] }
    case 'function_call':
      return { ...item, arguments: '' }
    case 'custom_tool_call':
      return { ...item, input: '' }
    case 'reasoning':
      return { ...item, summary: [], ...(item.content === undefined ? {} : { content: [] }) }
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
