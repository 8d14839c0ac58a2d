// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import type { GateErrorCode } from '../../error.ts'
import { beside, object, objects, text, whole } from '../json.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import { ResponseEvents } from './responses-events.ts'
import { ResponsesGuard } from './responses-guard.ts'

/** The semantic events of a response; Open Responses ends them with `[DONE]`, and OpenAI's own client reads both ways. */
export const responsesStream: StreamApi = {
  assemble: () => new ResponseAssembler(),
  guard: (guard) => {
    const guarding = new ResponsesGuard(guard)
    return (message) => guarding.pass(message)
  },
  messagesOf: (answer) => {
    const events = new ResponseEvents()
    const { output, ...head } = answer
    return [
      ...events.begin({ ...head, status: 'in_progress', output: [] }),
      ...objects(output).flatMap((item) => [...events.item(item)]),
      ...events.end(answer),
    ]
  },
  isFailure: ({ type }) => type === 'error' || type === 'response.failed',
  encode: (message) =>
    message === 'done' ? 'data: [DONE]\n\n' : `event: ${text(message.type)}\ndata: ${JSON.stringify(message)}\n\n`,
}

/** Deep enough for the parts of an item. */
const maxDepth = 8

/** Members that say the state of a thing, and none of its words. */
const states: ReadonlySet<string> = new Set(['type', 'id', 'object', 'status', 'service_tier'])

/** Adds every text in an item, in a part of one, or in what an event says of either. */
function addTexts(to: Set<string>, value: JsonValue | undefined, depth = 0): Set<string> {
  if (typeof value !== 'object' || value === null) return to
  if (depth > maxDepth) return to.add(JSON.stringify(value))
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'string') addTexts(to, member, depth + 1)
    else if (!states.has(name)) to.add(member)
  }
  return to
}

/** The events of what a model says; events of what the far side does itself are no part of an answer. */
const known =
  /^response\.(?:created|queued|in_progress|completed|incomplete|output_item\.(?:added|done)|(?:content_part|reasoning_summary_part)\.(?:added|done)|(?:output_text|refusal|reasoning_text|reasoning_summary_text|function_call_arguments|custom_tool_call_input)\.(?:delta|done))$|^keepalive$/

/** What is read of an event; `obfuscation` is meaningless padding. */
const read: ReadonlySet<string> = new Set([
  'arguments',
  'content_index',
  'delta',
  'input',
  'item',
  'item_id',
  'name',
  'obfuscation',
  'output_index',
  'part',
  'refusal',
  'response',
  'sequence_number',
  'summary_index',
  'text',
  'type',
])

/** More than any model gives. */
const maxItems = 4096

/** The last event holds the whole response. If that leaves its items out, they were told before. */
class ResponseAssembler implements Assembler {
  readonly #items = new Map<number, JsonObject>()
  /** Texts that were said in pieces, by place. */
  readonly #said = new Map<string, string>()
  /** Texts that were said whole; the response repeats each. */
  readonly #told = new Set<string>()
  #answer: JsonObject | undefined
  #number = -1

  get isDone(): boolean {
    return this.#answer !== undefined
  }

  push(message: StreamMessage): JsonObject | undefined {
    if (message === 'done') return undefined
    const { type, sequence_number, output_index, content_index, summary_index, item, response, delta } = message
    this.#number = whole(sequence_number) ?? this.#number
    if (type === 'response.output_item.done') {
      this.#items.set(whole(output_index) ?? 0, object(item) ?? {})
      if (this.#items.size > maxItems) throw new RangeError(`more than ${maxItems} items`)
    }
    if (typeof delta === 'string') {
      const place = `${type} ${output_index} ${content_index} ${summary_index}`
      this.#said.set(place, (this.#said.get(place) ?? '') + delta)
    }
    if (type === 'response.completed' || type === 'response.incomplete') this.#answer = object(response)
    const { text: words, refusal, arguments: given, input, name, part } = message
    // Most events only say the next words.
    if ((words ?? refusal ?? given ?? input ?? name ?? part ?? item ?? response) !== undefined) {
      addTexts(this.#told, { text: words, refusal, arguments: given, input, name, part, item, response })
    }
    const isKnown = typeof type === 'string' && known.test(type) && (delta == null || typeof delta === 'string')
    return isKnown ? beside(message, read) : message
  }

  answer(): JsonObject {
    const last = this.#answer ?? { status: 'incomplete' }
    const items = [...this.#items].sort(([a], [b]) => a - b).map(([, item]) => item)
    const answer = objects(last.output).length > 0 ? last : { ...last, output: items }
    // What came before and the end leaves out: an agent that reads the stream has it.
    const held = addTexts(new Set(), answer)
    const said = [...new Set([...this.#said.values(), ...this.#told])].filter((told) => told !== '' && !held.has(told))
    return said.length === 0 ? answer : { ...answer, said }
  }

  /** In the form that OpenAI's clients read and Open Responses describes. */
  failure(code: GateErrorCode, message: string): JsonObject {
    const told = { code, message, param: null }
    return { type: 'error', sequence_number: this.#number + 1, ...told, error: { type: 'sluis_error', ...told } }
  }
}
