// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { says } from '../../organisation/index.ts'
import { caseStates, verdicts } from '../../oversight/index.ts'
import { isBoundedJson } from '../bounded-json.ts'
import { answer, id, jsonObject, named, reason, rule, time } from './common.ts'

const attachments = z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })).readonly()

export const caseSummary = z
  .object({
    id,
    state: z.enum(caseStates),
    openedAt: time,
    expiresAt: time,
    agent: named,
    tool: z.string(),
    summary: z.string().openapi({ description: 'Empty where the content is long, or was erased.' }),
    body: named,
    rules: z.array(z.string()).readonly(),
    run: z.string(),
    mayAct: z.boolean().openapi({ description: 'Whether you may give a verdict on it now, be it a veto.' }),
  })
  .openapi('CaseSummary')

export const caseContent = z
  .object({
    tool: z.string(),
    arguments: jsonObject,
    context: jsonObject.openapi({ description: 'The facts that were decided on.' }),
    attachments,
  })
  .openapi('CaseContent')

const verdictGiven = z.object({
  person: named.openapi({ description: 'An empty id when the person was erased.' }),
  verdict: z.enum(verdicts),
  reason: z.string().optional(),
  at: time,
})

export const caseView = z
  .object({
    id,
    state: z.enum(caseStates),
    openedAt: time,
    expiresAt: time,
    decidedAt: time.optional(),
    digest: z.string().openapi({ description: 'Of the call as it will be executed; a verdict repeats it.' }),
    number: z.int().optional(),
    agent: named,
    system: named.extend({ purpose: z.string(), accountable: named }),
    run: z.string(),
    task: z.string().optional(),
    tool: z.string(),
    arguments: jsonObject
      .nullable()
      .openapi({ description: 'Null when the content was erased, and where `contentBytes` says that it is long.' }),
    attachments,
    facts: jsonObject,
    contentBytes: z.int().optional().openapi({
      description:
        'Only where the content is long: how much was sealed. Arguments, attachments and facts are in `/cases/{id}/content` then, and what was replaced in that of the case that this one `replaces`.',
    }),
    labels: z.array(z.string()).readonly(),
    findings: z.array(z.string()).readonly(),
    rules: z.array(rule).readonly(),
    body: named.extend({
      quorum: z.int(),
      approvals: z.int(),
      members: z.array(named).readonly(),
      veto: z.array(named).readonly(),
    }),
    verdicts: z.array(verdictGiven).readonly(),
    replaces: z.string().optional(),
    successor: z.string().optional(),
    before: jsonObject.optional(),
    answer: z.string().optional(),
    notified: z.boolean(),
    mayDecide: z.boolean(),
    mayVeto: z.boolean(),
  })
  .openapi('Case')

const common = { digest: z.string().min(1).max(200), reason: reason.optional() }

export const verdictWish = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.enum(['approve', 'reject', 'veto']), ...common }),
    z.strictObject({ verdict: z.literal('respond'), answer, ...common }),
    z.strictObject({
      verdict: z.literal('edit'),
      arguments: jsonObject.refine(
        isBoundedJson,
        says('te diep genest, of geen Unicode-tekst', 'too deep, or no Unicode text'),
      ),
      ...common,
    }),
  ])
  .openapi('VerdictWish')
