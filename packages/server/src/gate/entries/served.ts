// SPDX-License-Identifier: EUPL-1.2
import { kindsInJson, rulesOf } from '../../boundary/index.ts'
import { isObject, type JsonObject, type JsonValue } from '../../journal/index.ts'
import type { Route } from '../../organisation/index.ts'
import type { GateParts } from '../parts.ts'
import { routeName } from '../targets/target.ts'
import type { Tried } from '../upstream/index.ts'

/** The routes of a model call, and the attempts that its outcome records. */
export interface Ways {
  readonly routes: readonly Route[]
  readonly tried: readonly Tried[]
}

/**
 * What the last route that was tried said it served (`model`, and OpenAI's `system_fingerprint`), for the leaf of an
 * outcome; undefined where none was tried.
 */
export function servedBy(
  parts: Pick<GateParts, 'journal' | 'loaded'>,
  { routes = [], tried = [] }: Partial<Ways>,
  value: JsonValue,
): JsonObject | undefined {
  const last = tried.at(-1)
  const route = last === undefined ? undefined : routes[last.route]
  if (route === undefined) return undefined
  const { model, system_fingerprint } = isObject(value) ? value : {}
  return {
    fingerprint: publicText(parts, system_fingerprint),
    model: publicText(parts, model),
    route: routeName(route),
  }
}

/** Only the name of a model: a stranger who writes something else here would write it into a public leaf (P7). */
function publicText(
  { journal, loaded }: Pick<GateParts, 'journal' | 'loaded'>,
  value: JsonValue | undefined,
): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  const rules = rulesOf(loaded().organisation.detectors)
  const isName = /^[A-Za-z0-9][A-Za-z0-9 ._:/@+-]{0,99}$/.test(value) && kindsInJson(value, rules).length === 0
  return isName ? value : `digest:${journal.digest(value.slice(0, 10_000))}`
}
