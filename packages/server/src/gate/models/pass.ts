// SPDX-License-Identifier: EUPL-1.2
import { inTurns } from '../../boundary/index.ts'
import { CanonicalText, canonicalJson, type JsonObject } from '../../journal/index.ts'
import type { Forwarded } from '../admitted.ts'
import type { Ask, Result } from '../call.ts'
import type { Cut } from '../cut.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { passCall } from '../path.ts'
import type { TextGuard } from '../release/text-guard.ts'
import type { Line } from '../requests/exit.ts'
import { Gathered } from '../requests/gathered.ts'
import { wholeAnswer } from '../requests/json-body.ts'
import { mayHoldTooMuch } from '../requests/many-values.ts'
import { together } from '../requests/together.ts'
import type { Soon } from '../soon.ts'
import { type FarBody, type ModelAnswer, type ModelUpstreams, upstreamError } from '../upstream/index.ts'
import type { ModelApi } from './apis/api.ts'
import { object } from './json.ts'
import { postFor, type TranslatedPost } from './post.ts'
import { Passage } from './stream/passage.ts'
import { Relay } from './stream/relay.ts'
import { isOnlyUsage } from './stream-usage.ts'

/** A whole answer, or a stream of server-sent events; some streams come whole. */
export type ModelReply = (
  | { readonly kind: 'json' | 'events'; readonly text: string }
  | { readonly kind: 'stream'; readonly relay: Relay }
) & {
  /** Parts of the request that were left out, because the provider's API does not have them. */
  readonly dropped: readonly string[]
}

/** The API that the caller speaks, and the headers that go with it. */
export interface Spoken {
  readonly api: ModelApi
  /** Whether it asks for a stream. */
  readonly isStream: boolean
  readonly headers: Readonly<Record<string, string>> | undefined
  /** What the caller's headers asked for and was left out. */
  readonly dropped: readonly string[]
}

/** Passes one call of a model through the gate. */
export async function passModel(parts: GateParts, upstreams: ModelUpstreams, spoken: Spoken, ask: Ask, line: Line) {
  const { isStream: wantsStream } = spoken
  const passed = await passCall(parts, ask, line, async (admitted) => {
    const { answer, post } = await upstreams.post(admitted, (provider) =>
      postFor(provider, spoken, admitted.considered.body, parts.now()),
    )
    const { translated, addsUsage } = post
    const left = translated === undefined ? [] : translated.translation.dropped
    const dropped = left.length === 0 ? spoken.dropped : [...spoken.dropped, ...left]
    const crossing: Crossing = {
      api: spoken.api,
      translated,
      dropped,
      guard: admitted.guard,
      addsUsage,
      cut: admitted.cut,
    }
    if (answer.status < 200 || answer.status > 299) throw await refusedBy(answer)
    if (answer.isEncoded) throw letGo(answer, 'the model answered in an encoding that nobody asked for')
    if (!isEventStream.test(answer.contentType)) return await forwardWhole(crossing, answer, wantsStream)
    if (wantsStream) return forwardStream(crossing, answer)
    throw letGo(answer, 'the model streamed what was asked whole')
  })
  if (!('repeated' in passed)) return { reply: passed.reply, numbered: passed.numbered }
  const { value } = passed.repeated
  return { reply: replyOf(spoken.api, { value: object(value) ?? {} }, wantsStream), numbered: passed.numbered }
}

/** How one call crosses to the provider that was asked last, and its answer back. */
interface Crossing {
  /** The caller's. */
  readonly api: ModelApi
  readonly translated: TranslatedPost['translated']
  readonly dropped: readonly string[]
  readonly guard: TextGuard | undefined
  readonly addsUsage: boolean
  readonly cut: Cut
}

const isEventStream = /^text\/event-stream\b/i

/** These statuses say that the request itself is wrong: repeated unchanged, it is refused again. */
const ofRequest: ReadonlySet<number> = new Set([400, 413, 422])

/** Redirects are not followed. The far side's own words may hold its secrets; its status is enough for the caller. */
async function refusedBy({ status, body }: ModelAnswer): Promise<GateError> {
  // An unread body would hold the connection.
  await readBounded(body).catch(() => undefined)
  const code = ofRequest.has(status) ? 'upstream-refused' : 'upstream-failed'
  return new GateError(code, `the model's endpoint answered ${status}`)
}

/** For an answer of which nothing goes on, though something was done. */
function letGo({ body }: ModelAnswer, message: string): GateError {
  body.release()
  return new GateError('upstream-timeout', message)
}

async function forwardWhole(
  crossing: Crossing,
  { body }: ModelAnswer,
  wantsStream: boolean,
): Promise<Forwarded<ModelReply>> {
  const read = parseAnswer(await readBounded(body))
  // Some endpoints answer with an error and status 200.
  if (read.error != null) throw new GateError('upstream-failed', "the model's endpoint answered with an error")
  try {
    const forwarding = passedOn(crossing, read, wantsStream)
    return forwarding instanceof Promise ? await forwarding : forwarding
  } catch (cause) {
    if (!(cause instanceof GateError) || cause.code !== 'upstream-failed') throw cause
    // It was answered, so something was done, whatever prevents it from going on.
    throw new GateError('upstream-timeout', cause.message, {}, { cause })
  }
}

function passedOn(crossing: Crossing, read: JsonObject, wantsStream: boolean): Soon<Forwarded<ModelReply>> {
  const { api, translated, guard, cut } = crossing
  // An answer that can't be walked must be refused before anything looks into it.
  const isUntouched = translated === undefined && guard === undefined
  const whole = isUntouched ? read : (object(wholeAnswer(read)) ?? {})
  const told = translated === undefined ? whole : translated.translation.answer(whole)
  if (guard === undefined) return forwarded(crossing, told, wantsStream)
  const guarding = inTurns(api.guard(told, guard), () => cut.requireOngoing())
  if (!(guarding instanceof Promise)) return forwarded(crossing, guarding, wantsStream)
  return guarding.then((guarded) => forwarded(crossing, guarded, wantsStream))
}

function forwarded({ api, dropped }: Crossing, answer: JsonObject, wantsStream: boolean): Forwarded<ModelReply> {
  const result = resultOf(api, answer, dropped)
  // Written once: the caller gets what is sealed, byte for byte.
  const written = { ...result, text: new CanonicalText(canonicalJson(result.value)) }
  return { reply: replyOf(api, written, wantsStream), ended: written }
}

function forwardStream(
  { api, translated, dropped, guard, addsUsage, cut }: Crossing,
  { body }: ModelAnswer,
): Forwarded<ModelReply> {
  const from = translated === undefined ? api.stream : translated.from.stream
  if (api.stream === undefined || from === undefined) throw new TypeError(`${api.name} streams nothing`)
  const passage = new Passage(api.stream, {
    ...(translated === undefined ? {} : { translation: { from, change: translated.translation.stream() } }),
    ...(guard === undefined ? {} : { guard }),
    ...(addsUsage ? { isHidden: isOnlyUsage } : {}),
  })
  const relay = new Relay(body, passage, cut, (answer) => resultOf(api, answer, dropped))
  return { reply: { kind: 'stream', relay, dropped }, ended: relay.ended, isStreamed: true, letGo: () => relay.letGo }
}

function resultOf(api: ModelApi, answer: JsonObject, dropped: readonly string[]): Result {
  const usage = api.usageOf(answer)
  return {
    value: wholeAnswer(answer),
    ...(usage === undefined ? {} : { usage }),
    ...(dropped.length === 0 ? {} : { dropped }),
  }
}

/** In the form that the caller asked for; a whole answer as a stream comes at once. */
function replyOf({ stream }: ModelApi, { value, text, dropped = [] }: Result, wantsStream: boolean): ModelReply {
  if (!wantsStream || stream === undefined) return { kind: 'json', text: text?.text ?? canonicalJson(value), dropped }
  return {
    kind: 'events',
    text: stream
      .messagesOf(object(value) ?? {})
      .map(stream.encode)
      .join(''),
    dropped,
  }
}

const maxAnswerBytes = 16 * 1024 * 1024

function readBounded(body: FarBody): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const text = new Gathered()
  const failed = (cause: unknown): void => reject(upstreamError(cause, 'the model'))
  body.read({
    piece(bytes) {
      text.add(bytes)
      if (text.size <= maxAnswerBytes) return
      body.release()
      failed(new RangeError('the answer is too large'))
    },
    end: () => together(() => resolve(text.bytes.toString('utf8'))),
    failed,
  })
  return promise
}

/** For an answer: the numbers of a million embeddings, and what stands around them. */
const maxValues = 2_000_000

function parseAnswer(text: string): JsonObject {
  try {
    // Some put a byte order mark before it, which every reader of the web ignores.
    const json = text.startsWith('\ufeff') ? text.slice(1) : text
    const answer = mayHoldTooMuch(json, maxValues) ? undefined : object(JSON.parse(json))
    if (answer !== undefined) return answer
  } catch {}
  throw new GateError('upstream-timeout', 'the model answered with something that is no JSON object')
}
