// SPDX-License-Identifier: EUPL-1.2
// From one API of models to another: requests, whole answers and streams, by what they have in common. Pure.
import type { JsonObject } from '../../../journal/index.ts'
import type { ModelApiName } from '../../../organisation/index.ts'
import type { StreamMessage } from '../apis/api.ts'
import { finishOf } from './blocks.ts'
import { chatDialect } from './chat-answer.ts'
import { messagesDialect } from './messages-answer.ts'
import type { Dialect } from './prompt.ts'
import { publicField } from './published.ts'
import { responsesDialect } from './responses-answer.ts'

export const dialects: Readonly<Partial<Record<ModelApiName, Dialect>>> = {
  chat: chatDialect,
  responses: responsesDialect,
  messages: messagesDialect,
}

/** One request on its way to a provider that speaks another API, and what comes back. */
export interface Translation {
  readonly body: JsonObject
  /** The caller's fields that the provider's API does not have, under names that may stand in a leaf. */
  readonly dropped: readonly string[]
  answer(answer: JsonObject): JsonObject
  /** For one stream; `end` says that nothing more comes. */
  stream(): (message: StreamMessage | 'end') => readonly StreamMessage[]
}

/** Undefined if one of the two has no equivalent: embeddings. Throws a GateError for what can't be left out. */
export function translate(
  from: ModelApiName,
  to: ModelApiName,
  request: JsonObject,
  nowS: number,
): Translation | undefined {
  const [caller, provider] = [dialects[from], dialects[to]]
  if (caller === undefined || provider === undefined) return undefined
  const { prompt, dropped } = caller.readRequest(request)
  const written = provider.writeRequest(prompt)
  const asked = { request, nowS }
  const fields = [...dropped, ...written.dropped.map((setting) => caller.fields[setting])]
  return {
    body: written.body,
    dropped: [...new Set(fields.map((field) => publicField(from, field)))].sort(),
    answer: (answer) => {
      const read = provider.readAnswer(answer)
      return caller.writeAnswer({ ...read, finish: finishOf(read.said, read.finish) }, asked)
    },
    stream: () => {
      const [read, write] = [provider.reader(), caller.writer(asked)]
      return (message) => read(message).flatMap(write)
    },
  }
}
