// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { named, time } from './common.ts'

/** Only the outer form is described here; the statements room checks it strictly. */
export const envelope = z
  .object({
    payloadType: z.string(),
    payload: z.string().openapi({ description: 'Base64.' }),
    signatures: z.array(z.object({ keyid: z.string().optional(), sig: z.string() })).readonly(),
  })
  .openapi('Envelope', { description: 'DSSE 1.0, JSON envelope.' })

export const statementSummary = z
  .object({
    id: z.string(),
    issuer: named,
    keys: z
      .array(z.object({ id: z.string(), standing: z.enum(['valid', 'expired', 'revoked', 'unregistered']) }))
      .readonly()
      .openapi({ description: 'How the keys that signed it stand today.' }),
    payloadType: z.string(),
    receivedAt: time,
    entry: z.int().openapi({ description: 'The index of its entry in the log.' }),
  })
  .openapi('StatementSummary')

export const statementView = statementSummary
  .extend({
    by: named.optional(),
    envelope: envelope.optional().openapi({ description: 'As it was received; absent once it was erased.' }),
  })
  .openapi('Statement')

export const statementReceived = z
  .object({
    statement: statementView,
    receipt: z.string().openapi({ description: 'A tlog-proof file that carries the leaf.' }),
  })
  .openapi('StatementReceived')
