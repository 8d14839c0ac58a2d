// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject, JsonValue } from '../journal/index.ts'
import type { Ask, Result } from './call.ts'
import { ChatStream } from './chat-stream.ts'
import { GateError } from './error.ts'
import { wholeAnswer } from './json-body.ts'
import { type ModelAnswer, type ModelUpstreams, upstreamError } from './model-upstream.ts'
import type { GateParts } from './parts.ts'
import { type Admitted, type Forwarded, passCall } from './path.ts'

/** A whole answer, or a stream of server-sent events. */
export type ChatReply =
  | { readonly kind: 'json'; readonly body: JsonValue }
  | { readonly kind: 'stream'; readonly body: ReadableStream<Uint8Array> }

const maxAnswerBytes = 16 * 1024 * 1024

/** Passes one chat completion through the gate. */
export async function passChat(parts: GateParts, upstreams: ModelUpstreams, ask: Ask, left: AbortSignal) {
  const wantsStream = ask.body.stream === true
  // The one that judges the call: after a reload the same name may stand for another provider.
  const { organisation } = parts.loaded()
  const passed = await passCall(parts, ask, left, async (admitted) => {
    const { body } = admitted.considered
    const answer = await upstreams.post(organisation, ask.name, '/chat/completions', body, admitted.signal)
    const isStream = answer.status < 400 && answer.contentType.startsWith('text/event-stream')
    return isStream ? forwardStream(answer, admitted) : await forwardWhole(answer)
  })
  if (!('repeated' in passed)) return { reply: passed.reply, numbered: passed.numbered }
  const { value } = passed.repeated
  const reply: ChatReply = wantsStream ? { kind: 'stream', body: streamOf(value) } : { kind: 'json', body: value }
  return { reply, numbered: passed.numbered }
}

async function forwardWhole(answer: ModelAnswer): Promise<Forwarded<ChatReply>> {
  const text = await readBounded(answer.body)
  if (answer.status >= 400) {
    // The far side's own words may hold its secrets; its status is enough for the caller.
    throw new GateError('upstream-failed', `the model's endpoint answered ${answer.status}`)
  }
  const body = wholeAnswer(parseJson(text))
  return { reply: { kind: 'json', body }, ended: Promise.resolve({ value: body }) }
}

/** Bytes go on as they come, and are read on the way; each chunk can be the last that a stop lets through. */
function forwardStream({ body }: ModelAnswer, { signal }: Admitted): Forwarded<ChatReply> {
  const ended = Promise.withResolvers<Result>()
  const seen = new ChatStream()
  const source = body[Symbol.asyncIterator]()
  const release = (): void => void source.return?.(undefined).catch(() => undefined)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const cut = (): void => {
        ended.reject(signal.reason)
        // The consumer may have gone; then there is nobody to tell.
        attempt(() => controller.enqueue(errorEvent('stopped', 'cut by an emergency stop or a departed caller')))
        attempt(() => controller.close())
        release()
      }
      if (signal.aborted) cut()
      else signal.addEventListener('abort', cut, { once: true })
    },
    async pull(controller) {
      try {
        const next = await source.next()
        if (signal.aborted) return
        if (next.done === true) {
          if (seen.isDone) ended.resolve({ value: wholeAnswer(seen.completion()) })
          else ended.reject(new GateError('upstream-timeout', 'the model broke off before it was done'))
          if (!seen.isDone) controller.enqueue(errorEvent('upstream-failed', 'the model broke off before it was done'))
          controller.close()
          return
        }
        seen.push(next.value)
        controller.enqueue(next.value)
      } catch (cause) {
        if (signal.aborted) return
        const error = upstreamError(cause, 'the model')
        ended.reject(new GateError('upstream-timeout', error.message, {}, { cause }))
        attempt(() => controller.enqueue(errorEvent('upstream-failed', error.message)))
        attempt(() => controller.close())
        release()
      }
    },
    cancel() {
      ended.reject(new GateError('abandoned', 'the caller left'))
      release()
    },
  })
  return { reply: { kind: 'stream', body: stream }, ended: ended.promise, isStreamed: true }
}

function attempt(action: () => void): void {
  try {
    action()
  } catch {}
}

function errorEvent(code: string, message: string): Uint8Array {
  return Buffer.from(`data: ${JSON.stringify({ error: { message, type: 'sluis_error', code, param: null } })}\n\n`)
}

/** An answer of before, for a caller that asked for a stream: one chunk that holds it all. */
function streamOf(value: JsonValue): ReadableStream<Uint8Array> {
  const completion = asRecord(value)
  const choices = Array.isArray(completion.choices) ? completion.choices : []
  const chunk = {
    ...completion,
    object: 'chat.completion.chunk',
    choices: choices.map(({ message, ...choice }) => ({ ...choice, delta: message })),
  }
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`))
      controller.close()
    },
  })
}

function asRecord(value: JsonValue): JsonObject {
  // A recorded answer is an object: `forwardWhole` and `ChatStream` make nothing else.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

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

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new GateError('upstream-failed', 'the model answered with something that is no JSON', {}, { cause })
  }
}
