// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { says } from '../../organisation/index.ts'
import { reason, time } from './common.ts'

const index = z.int().min(0)

export const indexInPath = z.object({
  index: z.coerce
    .number()
    .pipe(index)
    .openapi({ param: { name: 'index', in: 'path' } }),
})

export const trailView = z
  .object({
    entries: z
      .array(
        z.object({
          index,
          at: time,
          kind: z.string().openapi({ description: 'docs/reference/entries.md lists all.' }),
          fields: z.array(z.string()).readonly().openapi({ description: 'What is still sealed of it.' }),
        }),
      )
      .readonly(),
    names: z
      .array(
        z.object({
          pseudonym: z.string(),
          subject: z.string().openapi({ example: 'person:anna' }),
          isProvable: z.boolean().openapi({ description: 'False for one that was drawn by an older version.' }),
        }),
      )
      .readonly(),
    verifierKey: z.string(),
  })
  .openapi('Trail')

/** So many that the entry which records it still fits in a leaf. */
const [maxEntries, maxFields, maxNames] = [30, 50, 30]
const field = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,23}$/)

export const exhibitWish = z.strictObject({
  entries: z
    .array(z.strictObject({ index, fields: z.array(field).max(maxFields).readonly() }))
    .min(1)
    .max(maxEntries)
    .refine(
      (entries) => new Set(entries.map(({ index }) => index)).size === entries.length,
      says('noem elke vermelding één keer', 'name each entry once'),
    )
    .refine(
      (entries) => entries.flatMap(({ fields }) => fields).length <= maxFields,
      says(`hoogstens ${maxFields} velden samen`, `at most ${maxFields} fields together`),
    )
    .readonly(),
  names: z
    .array(z.string().regex(/^[a-z2-7]{32}$/))
    .max(maxNames)
    .refine(
      (names) => new Set(names).size === names.length,
      says('noem elke schuilnaam één keer', 'name each pseudonym once'),
    )
    .readonly(),
  for: reason.openapi({ description: 'To whom it is handed over, and what for. It is sealed in the log.' }),
})

export const exhibitFile = z.object({
  format: z.string(),
  entries: z.array(z.object({ proof: z.string(), disclosures: z.array(z.string()) })),
  names: z.array(z.string()),
})
