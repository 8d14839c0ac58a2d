// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Assembler, StreamApi, StreamMessage } from './api.ts'
import { object, objects, text, whole } from './json.ts'
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

/** The last event holds the whole response; of one that leaves its items out, they were told before. */
class ResponseAssembler implements Assembler {
  readonly #items = new Map<number, JsonObject>()
  /** What was said of items that are not done, by its place. */
  readonly #said = new Map<string, string>()
  #answer: JsonObject | undefined
  #number = -1

  get isDone(): boolean {
    return this.#answer !== undefined
  }

  push(message: StreamMessage): boolean {
    if (message === 'done') return true
    const { type, sequence_number, output_index, content_index, summary_index, item, response, delta } = message
    this.#number = whole(sequence_number) ?? this.#number
    if (type === 'response.output_item.done') this.#items.set(whole(output_index) ?? 0, object(item) ?? {})
    if (typeof delta === 'string') {
      const place = `${type} ${output_index} ${content_index} ${summary_index}`
      this.#said.set(place, (this.#said.get(place) ?? '') + delta)
    }
    if (type === 'response.completed' || type === 'response.incomplete') this.#answer = object(response)
    return typeof type === 'string'
  }

  answer(): JsonObject {
    const answer = this.#answer ?? { status: 'incomplete', said: [...this.#said.values()] }
    const items = [...this.#items].sort(([a], [b]) => a - b).map(([, item]) => item)
    return objects(answer.output).length > 0 ? answer : { ...answer, output: items }
  }

  /** As OpenAI's clients read it, and as Open Responses has it. */
  failure(code: string, message: string): JsonObject {
    const told = { code, message, param: null }
    return { type: 'error', sequence_number: this.#number + 1, ...told, error: { type: 'sluis_error', ...told } }
  }
}
