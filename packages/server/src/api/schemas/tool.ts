// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { time } from './common.ts'

const seenDescription = z.object({
  at: time,
  pin: z.string().openapi({ description: 'SHA-256 of the description, as `admitted` in tools.yaml takes it.' }),
  shown: z.unknown().openapi({ description: 'What agents are shown: the words of a stranger.' }),
  unfit: z.string().optional().openapi({ description: 'Why it can not be admitted.' }),
})

export const toolView = z
  .object({
    name: z.string(),
    kind: z.enum(['tool', 'prompt', 'resource']),
    server: z.string(),
    standing: z.enum(['unseen', 'waiting', 'admitted', 'refused', 'unfit']),
    digest: z.string().optional().openapi({ description: 'What a decision about the description has to name.' }),
    seen: seenDescription.optional(),
    admitted: seenDescription.extend({ by: z.string().optional() }).optional(),
  })
  .openapi('Tool')

export const serverTrouble = z.object({ server: z.string(), problem: z.string() }).openapi('ServerTrouble')

export const admissionWish = z.strictObject({ digest: z.string().min(1).max(100) })
