// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { closings, incidentKinds, recipients } from '../../incidents/index.ts'
import { answer, id, named, reason, time } from './common.ts'

const texts = z.object({ nl: z.string(), en: z.string() })
const kind = z.enum(incidentKinds)
const recipient = z.enum(recipients)
const outcome = z.enum(['told', 'unreachable'])

const clock = z.object({
  kind,
  article: z.string(),
  days: z.int(),
  awareAt: time,
  dueAt: time.openapi({ description: 'When a report is due at the latest.' }),
})

export const incidentSummary = z
  .object({
    id: z.string(),
    system: named,
    state: z.enum(['open', 'closed']),
    clocks: z.array(clock).readonly().openapi({ description: 'The first ends first, and rules.' }),
    isPastClock: z.boolean().openapi({
      description: 'The first clock ended and no authority had been told, by the word of who recorded it.',
    }),
    authorityToldAt: time.optional(),
    openedAt: time,
  })
  .openapi('Incident')

const report = z.object({
  entry: z.int(),
  to: recipient,
  at: time.openapi({ description: 'When they were told, by the word of who recorded it.' }),
  recordedAt: time,
  outcome,
  isComplete: z.boolean(),
  whom: z.string().optional(),
  isAfterClock: z.boolean(),
})

const event = z.object({
  entry: z.int().openapi({ description: 'Where it stands in the log.' }),
  at: time,
  kind: z.enum(['opened', 'noted', 'reported', 'closed']),
  by: named.optional(),
  text: z.string().optional(),
  kinds: z.array(kind).readonly().optional(),
  awareAt: time.optional(),
  calls: z.array(z.string()).readonly().optional(),
  report: report.optional(),
  because: z.string().optional(),
})

const duty = z.object({
  id: z.string(),
  role: z.enum(['provider', 'deployer']),
  article: z.string(),
  what: texts,
  binding: z.enum(['binds', 'may-bind', 'binds-later', 'not-on-these-facts']),
  from: z.string().optional(),
  dueAt: time.optional(),
  standing: z.enum(['waiting', 'overdue', 'recorded', 'recorded-late', 'unreachable', 'no-record-asked']),
  entries: z.array(z.int()).readonly(),
  isOnlyWord: z
    .boolean()
    .openapi({ description: 'Told in time by the word of who recorded it, and recorded after the clock had ended.' }),
})

export const incidentView = incidentSummary
  .extend({
    counting: texts,
    window: z.object({ from: time, until: time }),
    cited: z.array(z.string()).readonly(),
    events: z.array(event).readonly(),
    duties: z.array(duty).readonly(),
    standing: z
      .object({
        label: z.string(),
        strictest: z.string(),
        law: z.string(),
        owner: named,
        accountable: named,
        roles: z.array(z.string()).readonly(),
      })
      .optional(),
    notice: texts,
  })
  .openapi('IncidentInFull')

export const incidentLog = z
  .object({
    from: time,
    until: time,
    calls: z
      .array(
        z.object({
          call: z.string(),
          run: z.string(),
          agent: z.string(),
          action: z.string(),
          resource: z.string(),
          kind: z.string(),
          outcome: z.string().optional(),
          at: time,
          isCited: z.boolean(),
          entries: z.array(z.int()).readonly(),
          receipts: z.array(z.string()).readonly().openapi({ description: 'tlog-proof files, one for each entry.' }),
        }),
      )
      .readonly(),
    events: z.array(z.object({ entry: z.int(), at: time, kind: z.string() })).readonly(),
    notShown: z.int(),
    isWhole: z.boolean(),
    coverage: texts,
  })
  .openapi('IncidentLog')

const moment = z.int().min(0).max(8_640_000_000_000_000)
const window = z.strictObject({ from: moment, until: moment })
const calls = z.array(id).max(20)
const kinds = z.array(kind).min(1).max(incidentKinds.length)

export const openingGiven = z.strictObject({
  system: id,
  kinds,
  awareAt: moment.optional(),
  window: window.optional(),
  calls: calls.optional(),
  what: answer,
})

export const noteGiven = z.strictObject({
  note: answer,
  kinds: kinds.optional(),
  awareAt: moment.optional(),
  window: window.optional(),
  calls: calls.optional(),
})

export const reportGiven = z.strictObject({
  to: recipient,
  whom: reason,
  what: answer,
  at: moment.optional(),
  outcome: outcome.default('told'),
  isComplete: z.boolean(),
})

export const closingGiven = z.strictObject({ because: z.enum(closings), reason })
