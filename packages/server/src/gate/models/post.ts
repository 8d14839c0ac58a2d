// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { ModelApiName, Provider } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import type { ModelPost } from '../upstream/index.ts'
import type { ModelApi } from './apis/api.ts'
import { apis } from './apis/apis.ts'
import { askingUsage } from './stream-usage.ts'
import { type Translation, translate } from './translate/index.ts'

export interface TranslatedPost extends ModelPost {
  /** How the answer is translated back; undefined if the provider speaks the caller's own API. */
  readonly translated: { readonly from: ModelApi; readonly translation: Translation } | undefined
  /** The gate asked for the use of the stream, and the caller didn't. */
  readonly addsUsage: boolean
}

interface Spoken {
  readonly api: ModelApi
  readonly headers: Readonly<Record<string, string>> | undefined
}

/**
 * The request in a form that this provider takes: unchanged if it speaks the caller's API, and otherwise in the first
 * of its APIs that can say the same. Throws `not-supported` if none can; then nothing was sent. Members keep their
 * order, because a model writes its answer in the order of the schema that it was given.
 */
export function postFor(provider: Provider, { api, headers }: Spoken, body: JsonObject, nowMs: number): TranslatedPost {
  if (!provider.speaks.includes(api.name)) return translatedFor(provider, api.name, body, nowMs)
  const more = api.name === 'chat' ? askingUsage(provider, body) : undefined
  return {
    api: api.name,
    bodyFor: (model) => JSON.stringify({ ...body, ...more, model }),
    headers,
    translated: undefined,
    addsUsage: more !== undefined,
  }
}

function translatedFor(provider: Provider, name: ModelApiName, body: JsonObject, nowMs: number): TranslatedPost {
  const { id, speaks } = provider
  let why = `${id} speaks ${speaks.join(', ')}, which can not say what ${name} asks`
  for (const to of speaks) {
    try {
      const translation = translate(name, to, body, Math.floor(nowMs / 1000))
      if (translation === undefined) continue
      const translated = { from: apis[to], translation }
      const more = to === 'chat' ? askingUsage(provider, translation.body) : undefined
      const bodyFor = (model: string) => JSON.stringify({ ...translation.body, ...more, model })
      // The translation itself gives the caller's API the use, if that asked for it.
      return { api: to, bodyFor, headers: headersOf(to), translated, addsUsage: false }
    } catch (error) {
      if (!(error instanceof GateError)) throw error
      why = `${id}: ${error.message}`
    }
  }
  throw new GateError('not-supported', why)
}

/** Why no API of this provider can say what is asked; undefined if one can. */
export function whyNotAsked(provider: Provider, name: ModelApiName, body: JsonObject): string | undefined {
  if (provider.speaks.includes(name)) return undefined
  try {
    translatedFor(provider, name, body, 0)
    return undefined
  } catch (error) {
    if (error instanceof GateError) return error.message
    throw error
  }
}

/** Anthropic's API requires its version. */
function headersOf(api: ModelApiName): Readonly<Record<string, string>> | undefined {
  return api === 'messages' ? { 'anthropic-version': '2023-06-01' } : undefined
}
