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
 * speaks and that can say the same. Throws `upstream-failed` where none can; nothing was sent then.
 */
export function postFor(
  { id, speaks }: Provider,
  { api, headers }: Spoken,
  body: JsonObject,
  nowMs: number,
): TranslatedPost {
  const own = api.name === 'messages' ? headers : {}
  if (speaks.includes(api.name)) return { api: api.name, body, headers: own, translated: undefined }
  for (const to of speaks) {
    const translation = translate(api.name, to, body, Math.floor(nowMs / 1000))
    if (translation === undefined) continue
    const translated = { from: apis[to], translation }
    return { api: to, body: translation.body, headers: headersOf(to), translated }
  }
  throw new GateError('upstream-failed', `${id} speaks ${speaks.join(', ')}, which can not say what ${api.name} asks`)
}

/** Anthropic's API wants to be told which of its versions is spoken. */
function headersOf(api: ModelApiName): Readonly<Record<string, string>> {
  return api === 'messages' ? { 'anthropic-version': '2023-06-01' } : {}
}
