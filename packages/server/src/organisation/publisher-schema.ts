// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { environmentName, text } from './fields.ts'
import { matching } from './in-words.ts'

/** Where people, authorities and registers reach the organisation. */
export const contact = z.strictObject({
  address: text.optional(),
  email: z.email().max(254).optional(),
  phone: z.string().min(1).max(50).optional(),
  website: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  /** Who guards personal data (GDPR art. 37). */
  privacy: text.optional(),
})

/** The Dutch Algoritmeregister: its address, the organisation's name there, and the key to submit with. */
export const algoritmeregister = z.strictObject({
  url: z.strictObject({ env: environmentName, default: z.url({ protocol: /^https?$/ }).optional() }),
  organisation: matching(
    /^[A-Za-z0-9_.-]{1,100}$/,
    'gebruik het kenmerk dat de organisatie in het Algoritmeregister heeft',
    "use the organisation's id in the Algoritmeregister",
  ),
  key: z.strictObject({ env: environmentName }),
})
