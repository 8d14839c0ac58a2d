// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { named, time } from './common.ts'

export const keyView = z
  .object({
    id: z.string().openapi({ description: 'Names the key, and opens nothing.' }),
    kind: z.enum(['agent', 'person']),
    holder: named,
    issuedAt: time,
    expiresAt: time.optional(),
    madeBy: z
      .union([named, z.enum(['machine', 'unknown'])])
      .openapi({ description: 'Who may have seen it: a person, or `machine` for whoever ran the machine.' }),
    mayRevoke: z.boolean(),
    inUse: z.boolean().openapi({ description: 'Whether it is the one that asks.' }),
  })
  .openapi('Key')

/** People and agents in the organisation's files who have no key. */
export const without = z
  .object({ people: z.array(named).readonly(), agents: z.array(named).readonly() })
  .openapi('WithoutKey')

/** The last moment that a JavaScript date can hold. */
const lastTime = 8_640_000_000_000_000

export const keyWish = z
  .strictObject({ expiresAt: z.int().min(0).max(lastTime).optional().openapi({ description: 'Epoch milliseconds.' }) })
  .openapi('KeyWish')

export const issuedKey = z
  .object({
    id: z.string(),
    key: z.string().openapi({ description: 'Shown this once; Sluis keeps its hash alone.' }),
    expiresAt: time.optional(),
  })
  .openapi('IssuedKey')

export const revokeWish = z
  .strictObject({
    evenIfLast: z
      .boolean()
      .optional()
      .openapi({ description: 'Also the last key of everyone who may make keys for people.' }),
  })
  .openapi('RevokeWish')
