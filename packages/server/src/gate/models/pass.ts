// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Provider } from '../../organisation/index.ts'
import type { Ask, Result } from '../call.ts'
import { GateError } from '../error.ts'
import { wholeAnswer } from '../json-body.ts'
import type { GateParts } from '../parts.ts'
import { type Admitted, type Forwarded, passCall } from '../path.ts'
import { type ModelAnswer, type ModelPost, type ModelUpstreams, upstreamError } from '../upstream/index.ts'
import type { ModelApi } from './api.ts'
import { object } from './json.ts'
import { Passage } from './passage.ts'
import { relay } from './relay.ts'

/** A whole answer, or a stream of server-sent events. */
export type ModelReply =
  | { readonly kind: 'json'; readonly body: JsonValue }
  | { readonly kind: 'stream'; readonly body: ReadableStream<Uint8Array> }

/** The API that the caller speaks, and the headers that go with it. */
export interface Spoken {
  readonly api: ModelApi
  readonly headers: Readonly<Record<string, string>>
}

/** Passes one call of a model through the gate. */
export async function passModel(
  parts: GateParts,
  upstreams: ModelUpstreams,
  { api, headers }: Spoken,
  ask: Ask,
  left: AbortSignal,
) {
  const wantsStream = ask.body.stream === true
  const passed = await passCall(parts, ask, left, async (admitted) => {
    const { body } = admitted.considered
    const asked = ({ id, speaks }: Provider): ModelPost => {
      if (!speaks.includes(api.name)) throw new GateError('upstream-failed', `${id} does not speak ${api.name}`)
      return { api: api.name, body, headers: api.name === 'messages' ? headers : {} }
    }
    const answer = await upstreams.post(admitted, asked)
    const isStream = answer.status < 400 && answer.contentType.startsWith('text/event-stream')
    if (isStream) return forwardStream(api, answer, admitted)
    return await forwardWhole(api, answer, admitted, wantsStream)
  })
  if (!('repeated' in passed)) return { reply: passed.reply, numbered: passed.numbered }
  return { reply: replyOf(api, object(passed.repeated.value) ?? {}, wantsStream), numbered: passed.numbered }
}

async function forwardWhole(
  api: ModelApi,
  answer: ModelAnswer,
  { guard }: Admitted,
  wantsStream: boolean,
): Promise<Forwarded<ModelReply>> {
  const text = await readBounded(answer.body)
  if (answer.status >= 400) {
    // The far side's own words may hold its secrets; its status is enough for the caller.
    throw new GateError('upstream-failed', `the model's endpoint answered ${answer.status}`)
  }
  const read = parseAnswer(text)
  // A guard passes over what it doesn't look into: what can't be walked must be refused before.
  const given = guard === undefined ? read : api.guard(object(wholeAnswer(read)) ?? {}, guard)
  const result = resultOf(api, given)
  return { reply: replyOf(api, object(result.value) ?? {}, wantsStream), ended: Promise.resolve(result) }
}

function forwardStream(api: ModelApi, { body }: ModelAnswer, admitted: Admitted): Forwarded<ModelReply> {
  if (api.stream === undefined) throw new GateError('upstream-failed', 'the model streamed what was asked whole')
  const passage = new Passage(api.stream, admitted.guard === undefined ? {} : { guard: admitted.guard })
  const { stream, ended } = relay(body, passage, admitted, (answer) => resultOf(api, answer))
  return { reply: { kind: 'stream', body: stream }, ended, isStreamed: true }
}

function resultOf(api: ModelApi, answer: JsonObject): Result {
  const usage = api.usageOf(answer)
  return { value: wholeAnswer(answer), ...(usage === undefined ? {} : { usage }) }
}

/** As the caller asked for it; a stream of a whole answer comes at once. */
function replyOf({ stream }: ModelApi, answer: JsonObject, wantsStream: boolean): ModelReply {
  if (!wantsStream || stream === undefined) return { kind: 'json', body: answer }
  const bytes = Buffer.from(stream.messagesOf(answer).map(stream.encode).join(''))
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  return { kind: 'stream', body }
}

const maxAnswerBytes = 16 * 1024 * 1024

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of body) {
      size += piece.length
      if (size > maxAnswerBytes) throw new RangeError('the answer is too large')
      pieces.push(piece)
    }
  } catch (cause) {
    throw upstreamError(cause, 'the model')
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parseAnswer(text: string): JsonObject {
  try {
    const answer = object(JSON.parse(text))
    if (answer !== undefined) return answer
  } catch {}
  throw new GateError('upstream-failed', 'the model answered with something that is no JSON object')
}
