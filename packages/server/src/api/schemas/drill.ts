// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { id } from './common.ts'

const ms = z.number().min(0).max(3_600_000)

export const stopDrillWish = z.strictObject({ streams: z.int().min(1).max(1000) })

export const stopDrillView = z
  .object({
    run: z.string(),
    ticket: z.string().openapi({ description: 'Opens the streams of this drill at the gate, for a minute.' }),
    url: z.string().openapi({ description: 'Where at the gate.' }),
  })
  .openapi('StopDrill')

export const stopMeasured = z
  .strictObject({
    streams: z.int().min(1).max(1000),
    cut: z.int().min(0).max(1000),
    worstMs: ms,
    medianMs: ms,
  })
  .openapi('StopMeasured')

export const providerLossWish = z.strictObject({ provider: id, measure: z.boolean().default(false) })

const names = z.array(z.string()).readonly()

export const providerLossView = z
  .object({
    provider: z.string(),
    losses: z
      .array(
        z.object({
          system: z.string(),
          agent: z.string(),
          model: z.string(),
          data: z.enum(['plain', 'personal']),
          routes: names,
          left: names,
          becomes: z.enum(['unaffected', 'fails-over', 'stops']),
          to: z.object({ provider: z.string(), ownedWithin: names, processedWithin: names }).optional(),
          tookMs: z.number().optional(),
          failed: z.string().optional(),
        }),
      )
      .readonly(),
    entry: z.number(),
  })
  .openapi('ProviderLoss')

export const drillRecorded = z.object({ entry: z.number() })
