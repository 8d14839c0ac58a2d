// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { matching, says } from './in-words.ts'

/** Millionths: whole numbers add up exactly, and even one token of a cheap model costs more than zero. */
const millionths = 1_000_000

/** An amount of money as people write it, with at most six decimals; read as whole millionths. */
const money = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine(
    (amount) => Math.round(amount * millionths) / millionths === amount,
    says('gebruik hoogstens zes cijfers achter de punt', 'use at most six decimals'),
  )
  .transform((amount) => Math.round(amount * millionths))

const currency = matching(
  /^[A-Z]{3}$/,
  'gebruik de code van een munt, drie hoofdletters, zoals EUR',
  'use the code of a currency, three capitals, as in EUR',
)

const tokens = z.int().min(0).max(1_000_000_000_000)
const calls = z.int().min(1).max(1_000_000)

/** What one agent, one system or the whole organisation may use. What is left out is not limited here. */
export const limits = z.strictObject({
  calls: z.strictObject({ perMinute: calls.optional(), atOnce: calls.optional() }).default({}),
  tokens: z.strictObject({ perDay: tokens.optional(), perMonth: tokens.optional() }).default({}),
  money: z.strictObject({ currency, perDay: money.optional(), perMonth: money.optional() }).optional(),
})

/** What a model's provider asks for a million tokens. */
export const price = z.strictObject({
  currency,
  input: money,
  output: money,
  source: z.string().min(1).max(2000),
  asOf: z.iso.date(),
})

export type Limits = Readonly<z.output<typeof limits>>
export type Price = Readonly<z.output<typeof price>>
