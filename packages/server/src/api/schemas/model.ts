// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { time } from './common.ts'

const served = z.object({ model: z.string(), fingerprint: z.string() })

const known = <T extends z.ZodType>(value: T) =>
  z
    .object({ is: value, source: z.string(), asOf: z.string() })
    .optional()
    .openapi({ description: 'Absent when nobody knows.' })

export const routeView = z
  .object({
    route: z.string(),
    model: z.string(),
    provider: z.object({ id: z.string(), name: z.string() }),
    admitted: z.object({ by: z.string(), on: z.string() }).optional(),
    facts: z.object({
      jurisdiction: known(z.string()),
      processedIn: known(z.array(z.string()).readonly()),
      subProcessors: known(z.array(z.string()).readonly()),
      retentionDays: known(z.number()),
      trainsOnData: known(z.boolean()),
    }),
    ownedWithin: z.array(z.string()).readonly(),
    processedWithin: z.array(z.string()).readonly(),
    served: served.extend({ since: time }).optional().openapi({ description: 'What it last said that it served.' }),
  })
  .openapi('Route')

export const modelChangeView = z
  .object({ at: time, entry: z.number(), route: z.string(), call: z.string(), before: served, after: served })
  .openapi('ModelChange')

export const modelsView = z.object({
  routes: z.array(routeView).readonly(),
  changes: z.array(modelChangeView).readonly(),
})
