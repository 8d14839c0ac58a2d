// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { id, named, reason, time } from './common.ts'

export const stopView = z
  .object({
    id: z.string(),
    scope: z.enum(['all', 'agent', 'system', 'run']),
    target: z.string().optional(),
    orderedAt: time,
    by: named.optional(),
    reason: z.string().optional(),
    recorded: z.boolean().openapi({ description: 'False while the log could not take it: the gate stays shut.' }),
  })
  .openapi('Stop')

export const pastStopView = stopView
  .omit({ recorded: true })
  .extend({ liftedAt: time, liftedBy: named.optional(), liftedReason: z.string().optional() })
  .openapi('PastStop')

export const stopWish = z
  .discriminatedUnion('scope', [
    z.strictObject({ scope: z.literal('all'), reason }),
    z.strictObject({ scope: z.enum(['agent', 'system', 'run']), target: id, reason }),
  ])
  .openapi('StopWish')

export const liftWish = z.strictObject({ reason })
