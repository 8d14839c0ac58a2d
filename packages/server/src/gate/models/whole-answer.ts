// SPDX-License-Identifier: EUPL-1.2
import type { InPieces } from '../../boundary/index.ts'
import type { JsonObject } from '../../journal/index.ts'
import type { ModelApi } from './api.ts'
import type { PatientGuard, TextGuard } from './guard.ts'

/** What `api.guard` gives, piece by piece: its questions are written down first, and answered when it asks them again. */
export function* guardedInPieces(
  api: Pick<ModelApi, 'guard'>,
  answer: JsonObject,
  guard: PatientGuard,
): InPieces<JsonObject> {
  const asked: { readonly channel: string; readonly text: string }[] = []
  api.guard(
    answer,
    each((channel, text) => {
      asked.push({ channel, text })
      return ''
    }),
  )
  const told: string[] = []
  for (const { channel, text } of asked) told.push(yield* guard.whole(channel, text))
  let next = 0
  return api.guard(
    answer,
    each(() => told[next++] ?? ''),
  )
}

/** Texts of a whole answer come whole. */
function each(tell: (channel: string, text: string) => string): TextGuard {
  return { pass: tell, flush: (channel, last = '') => tell(channel, last) }
}
