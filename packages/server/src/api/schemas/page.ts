// SPDX-License-Identifier: EUPL-1.2
// A list comes in pages, and each page says how to get the next.
import { z } from '@hono/zod-openapi'
import { id } from './common.ts'

export const pageLength = 200

export const pageWish = z.object({
  after: id.optional().openapi({ description: 'The `next` of the page before; this one goes on from there.' }),
})

/** What every list has beside its items. */
export const onward = {
  next: z.string().optional().openapi({ description: 'Only where there may be more: give it as `after`.' }),
}

export function nextOf(page: readonly { readonly id: string }[], most = pageLength): { readonly next?: string } {
  const last = page.at(-1)
  return last === undefined || page.length < most ? {} : { next: last.id }
}
