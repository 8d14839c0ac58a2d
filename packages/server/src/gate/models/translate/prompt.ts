// SPDX-License-Identifier: EUPL-1.2
// What the APIs of models have in common: the form through which a request and its answer pass from one to another.
import type { JsonObject } from '../../../journal/index.ts'
import { GateError } from '../../error.ts'
import type { StreamMessage } from '../apis/api.ts'
import { beside, object, whole } from '../json.ts'

/** What somebody shows a model. `data` is base64. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly mediaType: string; readonly data: string }
  | { readonly kind: 'file'; readonly mediaType: string; readonly data: string; readonly name?: string }

/** What a model says. A signature is the provider's seal on its reasoning, which must go back unread. */
export type Said =
  | { readonly kind: 'text' | 'refusal'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string; readonly signature?: string }
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly arguments: string }

export type Turn =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly parts: readonly Part[] }
  | { readonly role: 'assistant'; readonly said: readonly Said[] }
  | { readonly role: 'tool'; readonly id: string; readonly parts: readonly Part[]; readonly isError?: true }

export interface Offered {
  readonly name: string
  readonly description?: string
  readonly schema: JsonObject
  readonly strict?: boolean
}

export type Format =
  | { readonly kind: 'json' }
  | {
      readonly kind: 'schema'
      readonly name: string
      readonly description?: string
      readonly schema: JsonObject
      readonly strict?: boolean
    }

/** Settings that more than one API has. */
export interface Settings {
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string }
  readonly parallel?: boolean
  readonly maxOutputTokens?: number
  readonly temperature?: number
  readonly topP?: number
  readonly stop?: readonly string[]
  readonly effort?: string
  readonly format?: Format
  readonly user?: string
}

export interface Prompt {
  readonly turns: readonly Turn[]
  readonly tools: readonly Offered[]
  readonly settings: Settings
  readonly isStream: boolean
  /** The caller will give the reasoning back, so it must come with its seal. */
  readonly wantsSealedReasoning?: boolean
}

export type Finish = 'stop' | 'length' | 'calls' | 'filter'

export interface Tokens {
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly reasoning: number
}

export interface Answer {
  readonly id: string
  readonly model: string
  /** What OpenAI's chat completions say of the configuration that answered. */
  readonly fingerprint?: string
  readonly said: readonly Said[]
  readonly finish: Finish
  readonly tokens?: Tokens
}

export interface Start extends Pick<Answer, 'id' | 'model' | 'fingerprint'> {
  readonly kind: 'start'
  readonly inputTokens?: number
}

/** One step of an answer that comes in pieces. `call` tells calls apart; its arguments follow. */
export type Delta =
  | Start
  | { readonly kind: 'text' | 'refusal' | 'reasoning' | 'signature'; readonly text: string }
  | { readonly kind: 'call'; readonly call: number; readonly id: string; readonly name: string }
  | { readonly kind: 'arguments'; readonly call: number; readonly text: string }
  /** What follows is another part, even if it is of the same kind. */
  | { readonly kind: 'part-end' }
  | { readonly kind: 'end'; readonly finish: Finish; readonly tokens?: Tokens }

/** The caller's own request, to which an answer refers, and when it is answered. */
export interface Asked {
  readonly request: JsonObject
  readonly nowS: number
}

/** How one API writes all this. */
export interface Dialect {
  /** With the names of the fields that have no equivalent in any other API. Throws for what can't be left out. */
  readRequest(body: JsonObject): { readonly prompt: Prompt; readonly dropped: readonly string[] }
  /** With the settings that this API doesn't have. Throws for what can't be left out. */
  writeRequest(prompt: Prompt): { readonly body: JsonObject; readonly dropped: readonly (keyof Settings)[] }
  /** This API's name for each setting. */
  readonly fields: Readonly<Record<keyof Settings, string>>
  readAnswer(answer: JsonObject): Answer
  writeAnswer(answer: Answer, asked: Asked): JsonObject
  /** Each reads or writes one stream; after its last message comes `end`. */
  reader(): (message: StreamMessage | 'end') => readonly Delta[]
  writer(asked: Asked): (delta: Delta) => readonly StreamMessage[]
}

/** Refuses what would change the meaning of a request if it were left out. Nothing has been sent. */
export function untranslatable(what: string): GateError {
  return new GateError('upstream-failed', `${what}: the provider of this model speaks an API that does not have it`)
}

/** `data:image/png;base64,…` as its two halves. */
export function splitDataUrl(url: string): { readonly mediaType: string; readonly data: string } {
  const [, mediaType, data] = /^data:([^;,]{1,100});base64,(.*)$/is.exec(url) ?? []
  if (mediaType === undefined || data === undefined) throw untranslatable('a data: URL that is not base64')
  return { mediaType, data }
}

export function joinDataUrl({ mediaType, data }: { readonly mediaType: string; readonly data: string }): string {
  return `data:${mediaType};base64,${data}`
}

/**
 * The tokens of an answer. One figure without the other counts as none: a missing figure must not settle a budget as
 * zero.
 */
export function tokensOf(
  input: unknown,
  output: unknown,
  { cached, reasoning }: { readonly cached: unknown; readonly reasoning: unknown },
): Pick<Answer, 'tokens'> {
  const [took, gave] = [whole(input), whole(output)]
  if (took === undefined || gave === undefined) return {}
  return { tokens: { input: took, output: gave, cached: whole(cached) ?? 0, reasoning: whole(reasoning) ?? 0 } }
}

/** For an API that takes only text here. */
export function textOfParts(parts: readonly Part[], what: string): string {
  return parts
    .map((part) => {
      if (part.kind !== 'text') throw untranslatable(`${what}: a picture or a file`)
      return part.text
    })
    .join('\n')
}

/**
 * The names of the members that hold something and were not read, or that hold more than the parts that are read
 * `within` them.
 */
export function unread(
  body: JsonObject,
  read: ReadonlySet<string>,
  within: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (value == null) return []
    const known = within.get(name)
    const isRead = read.has(name) && (known === undefined || beside(object(value) ?? {}, known) === undefined)
    return isRead ? [] : [name]
  })
}
