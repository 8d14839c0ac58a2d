// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { ModelApiName, Provider } from '../../organisation/index.ts'
import { GateError } from '../error.ts'
import type { ModelPost } from '../upstream/index.ts'
import type { ModelApi } from './api.ts'
import { apis } from './apis.ts'
import { type Translation, translate } from './translate/index.ts'

export interface TranslatedPost extends ModelPost {
  /** How the answer comes back; undefined where the provider speaks the caller's own API. */
  readonly translated: { readonly from: ModelApi; readonly translation: Translation } | undefined
}

interface Spoken {
  readonly api: ModelApi
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The request as this provider takes it: untouched where it speaks the caller's API, and otherwise in the first that it
 * speaks and that can say the same. Throws `not-supported` where none can; nothing was sent then.
 */
export function postFor(
  { id, speaks }: Provider,
  { api, headers }: Spoken,
  body: JsonObject,
  nowMs: number,
): TranslatedPost {
  const own = api.name === 'messages' ? headers : {}
  if (speaks.includes(api.name)) return { api: api.name, body, headers: own, translated: undefined }
  let why = `${id} speaks ${speaks.join(', ')}, which can not say what ${api.name} asks`
  for (const to of speaks) {
    try {
      const translation = translate(api.name, to, body, Math.floor(nowMs / 1000))
      if (translation === undefined) continue
      const translated = { from: apis[to], translation }
      return { api: to, body: translation.body, headers: headersOf(to), translated }
    } catch (error) {
      if (!(error instanceof GateError)) throw error
      why = `${id}: ${error.message}`
    }
  }
  throw new GateError('not-supported', why)
}

/** Why nothing that this provider speaks can say what is asked; undefined where something can. */
export function whyNotAsked(provider: Provider, name: ModelApiName, body: JsonObject): string | undefined {
  if (provider.speaks.includes(name)) return undefined
  try {
    postFor(provider, { api: apis[name], headers: {} }, body, 0)
    return undefined
  } catch (error) {
    if (error instanceof GateError) return error.message
    throw error
  }
}

/** Anthropic's API wants to be told which of its versions is spoken. */
function headersOf(api: ModelApiName): Readonly<Record<string, string>> {
  return api === 'messages' ? { 'anthropic-version': '2023-06-01' } : {}
}
