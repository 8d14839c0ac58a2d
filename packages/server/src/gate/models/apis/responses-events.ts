// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../../journal/index.ts'
import { object, objects, text } from '../json.ts'
import type { StreamMessage } from './api.ts'
import { blank, blankPart } from './responses-guard.ts'

/** The events by which a part of an item grows, and the list of the item in which it stands. */
const partEvents: ReadonlyMap<unknown, { readonly stem: string; readonly member: string }> = new Map([
  ['output_text', { stem: 'response.output_text', member: 'text' }],
  ['refusal', { stem: 'response.refusal', member: 'refusal' }],
  ['reasoning_text', { stem: 'response.reasoning_text', member: 'text' }],
  ['summary_text', { stem: 'response.reasoning_summary_text', member: 'text' }],
])

/** Writes the events of one response, numbered, item by item and part by part. */
export class ResponseEvents {
  #number = 0
  #index = -1
  #item: JsonObject = {}
  /** The parts that are done, by their list. */
  #parts: { readonly content: JsonObject[]; readonly summary: JsonObject[] } = { content: [], summary: [] }
  #part: JsonObject = {}
  #said: string[] = []

  begin(response: JsonObject): readonly JsonObject[] {
    return [this.#event('response.created', { response }), this.#event('response.in_progress', { response })]
  }

  /** An item at once, from its beginning to its end. */
  *item(item: JsonObject): Generator<JsonObject> {
    yield this.open(blank(item))
    for (const part of [...objects(item.summary), ...objects(item.content)]) {
      yield this.openPart(part)
      yield* this.grow(text(part.text) ?? text(part.refusal) ?? '')
      yield* this.closePart(part)
    }
    const given = text(item.arguments) ?? text(item.input)
    if (given !== undefined) yield* this.grow(given)
    yield* this.close(item)
  }

  open(item: JsonObject): JsonObject {
    this.#index++
    this.#item = item
    this.#parts = { content: [], summary: [] }
    this.#said = []
    return this.#event('response.output_item.added', {
      output_index: this.#index,
      item: { ...item, status: 'in_progress' },
    })
  }

  openPart(part: JsonObject): JsonObject {
    this.#part = part
    this.#said = []
    return this.#event(`${this.#partStem(part)}.added`, { ...this.#place(part), part: blankPart(part) })
  }

  /** Adds to the open part, or to the arguments of a call. */
  *grow(delta: string): Generator<JsonObject> {
    if (delta === '') return
    this.#said.push(delta)
    const call = callStem(this.#item)
    if (call !== undefined) yield this.#event(`${call.stem}.delta`, { ...this.#at(), delta })
    else yield this.#event(`${this.#growing().stem}.delta`, { ...this.#place(this.#part), delta })
  }

  /** Ends the part with its text; `part` may have more than its text, such as sources. */
  *closePart(part: JsonObject = this.#part): Generator<JsonObject> {
    const { stem, member } = this.#growing()
    const place = this.#place(part)
    const whole = { ...part, [member]: this.#said.join('') }
    yield this.#event(`${stem}.done`, { ...place, [member]: whole[member] })
    yield this.#event(`${this.#partStem(part)}.done`, { ...place, part: whole })
    this.#parts[part.type === 'summary_text' ? 'summary' : 'content'].push(whole)
  }

  /** Ends the item, as it was told unless it is given. */
  *close(given?: JsonObject): Generator<JsonObject> {
    const call = callStem(this.#item)
    const said = this.#said.join('')
    if (call !== undefined) yield this.#event(`${call.stem}.done`, { ...this.#at(), [call.member]: said })
    const item = given ?? this.#made(call === undefined ? {} : { [call.member]: said })
    yield this.#event('response.output_item.done', { output_index: this.#index, item })
  }

  end(response: JsonObject): readonly StreamMessage[] {
    const isWhole = response.status !== 'incomplete'
    return [this.#event(isWhole ? 'response.completed' : 'response.incomplete', { response }), 'done']
  }

  /** The item as it was told. */
  #made(call: JsonObject): JsonObject {
    const { content, summary } = this.#parts
    const lists =
      this.#item.type === 'reasoning' ? { summary, ...(content.length > 0 ? { content } : {}) } : { content }
    const status = this.#item.type === 'reasoning' ? {} : { status: 'completed' }
    return { ...this.#item, ...status, ...(this.#item.type === 'function_call' ? call : lists) }
  }

  #growing() {
    return partEvents.get(this.#part.type) ?? { stem: 'response.output_text', member: 'text' }
  }

  #partStem({ type }: JsonObject): string {
    return type === 'summary_text' ? 'response.reasoning_summary_part' : 'response.content_part'
  }

  #at(): JsonObject {
    return { item_id: object(this.#item)?.id, output_index: this.#index }
  }

  #place({ type }: JsonObject): JsonObject {
    if (type === 'summary_text') return { ...this.#at(), summary_index: this.#parts.summary.length }
    return { ...this.#at(), content_index: this.#parts.content.length }
  }

  #event(type: string, members: JsonObject): JsonObject {
    return { type, sequence_number: this.#number++, ...members }
  }
}

/** How the arguments of a call grow; undefined for an item that is no call. */
function callStem({ type }: JsonObject): { readonly stem: string; readonly member: string } | undefined {
  if (type === 'function_call') return { stem: 'response.function_call_arguments', member: 'arguments' }
  if (type === 'custom_tool_call') return { stem: 'response.custom_tool_call_input', member: 'input' }
  return undefined
}
