// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { bases, cautions, stays, subjectKinds } from '../../subjects/index.ts'
import { named, reason, time } from './common.ts'

/** Sent in the body, because it may name somebody: browsers and proxies keep addresses. */
const subject = z.string().trim().min(1).max(300).openapi({ example: 'customer:10023' })

export const heldWish = z.strictObject({
  subject,
  from: z.int().min(0).optional().openapi({ description: 'Where the last page ended: its `next`.' }),
  isOpen: z.boolean().optional().openapi({ description: 'Whether to open what is sealed.' }),
})

const heldField = z.object({
  name: z.string(),
  value: z.unknown().optional(),
  parts: z.array(z.unknown()).readonly().optional().openapi({ description: 'The pieces of a conversation.' }),
  tooLong: z.int().optional().openapi({ description: 'Its length as JSON, where that is too much to send.' }),
})

const heldEntry = z.object({
  index: z.int(),
  at: time,
  kind: z.string(),
  system: z.string().optional(),
  agent: z.string().optional(),
  run: z.string().optional(),
  call: z.string().optional(),
  sealed: z.array(z.string()).readonly().openapi({ description: 'Fields that are sealed under the subject.' }),
  fields: z.array(heldField).readonly().optional(),
})

const handedOver = z.object({
  entry: z.int(),
  exhibit: z.string().optional().openapi({ description: 'Its recipient is sealed under this; absent for an old one.' }),
  at: time,
  by: named.optional().openapi({ description: 'Who made it; absent once they were erased.' }),
  for: z.string().optional().openapi({ description: 'To whom, and what for; absent once that was erased.' }),
  handed: z.array(z.object({ entry: z.int(), fields: z.array(z.string()).readonly() })).readonly(),
  calls: z.array(z.string()).readonly().openapi({ description: 'The calls that these entries tell of.' }),
})

export const heldView = z
  .object({
    subject: z.string(),
    kind: z.enum(subjectKinds),
    erasable: z
      .object({ entries: z.int(), mark: z.string() })
      .optional()
      .openapi({ description: 'On the first page: what an erasure destroys, and the mark that it asks.' }),
    stays: z.array(z.enum(stays)).readonly().openapi({ description: 'What keeps it for now.' }),
    cautions: z.array(z.enum(cautions)).readonly().openapi({ description: 'What a person has to weigh.' }),
    entries: z.array(heldEntry).readonly(),
    exhibits: z.array(handedOver).readonly().openapi({
      description: 'Who was handed entries of this page, or of this run, or whom it is; the newest first, at most 200.',
    }),
    olderExhibits: z.int().optional().openapi({ description: 'How many more there are.' }),
    next: z.int().optional(),
    total: z.int().openapi({ description: 'How far the log is.' }),
  })
  .openapi('Held')

export const erasureWish = z.strictObject({ subject, basis: z.enum(bases), reason, mark: z.string().min(1).max(100) })

export const erasedView = z.object({ entry: z.int(), at: time, entries: z.int() }).openapi('Erased')

export const erasureView = z
  .object({
    entry: z.int(),
    at: time,
    kind: z.string().optional(),
    run: z.string().optional(),
    basis: z.string(),
    entries: z.int().optional(),
    by: named.optional(),
    reason: z.string().optional(),
  })
  .openapi('Erasure')
