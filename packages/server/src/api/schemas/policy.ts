// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { jsonObject, problems, time } from './common.ts'

const effect = z.enum(['allow', 'deny', 'hold'])
const count = z.int().min(0)
const names = z.array(z.string()).readonly()

const policyFile = z.strictObject({
  name: z.string().max(200).openapi({ example: 'policies/mail.cedar' }),
  text: z.string().max(1_000_000),
})

/** More files than any organisation has; the size of the request body is limited as well. */
export const replayWish = z.strictObject({ since: time.min(0), policies: z.array(policyFile).min(1).max(200) })

const group = z.object({
  of: z.enum(['call', 'result']),
  was: effect,
  now: effect,
  gone: names.openapi({ description: 'Rules that decided then and no longer do.' }),
  by: names.openapi({ description: 'Rules that decide now.' }),
  problem: z.string().optional().openapi({ description: 'Why the rules can’t judge the first of these calls.' }),
  count,
  calls: names.openapi({ description: 'The first few.' }),
})

const counts = z.object({
  decisions: count,
  notReplayable: count,
  unchanged: count,
  now: z.object({ allow: count, deny: count, hold: count }),
})

const report = counts.extend({
  results: counts.openapi({ description: 'Of what the calls brought: may it go to the agent?' }),
  reasons: z.partialRecord(z.enum(['no-input', 'no-standing', 'no-findings', 'no-call']), count).openapi({
    description: 'Why decisions could not be taken again: what they were decided on was erased or never kept.',
  }),
  groups: z.array(group).readonly(),
  ungrouped: count,
})

export const replayView = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('running'), done: count, total: count }),
    z.object({ state: z.literal('done'), digest: z.string(), report }),
    z.object({ state: z.literal('cancelled') }),
    z.object({ state: z.literal('failed'), message: z.string(), problems: problems.optional() }),
  ])
  .openapi('Replay')

export const shadowView = z.object({
  policy: z.string(),
  decisions: count,
  differences: z.array(z.object({ was: z.string(), would: z.string(), rules: names, count, calls: names })).readonly(),
})

export const decisionView = z
  .object({
    call: z.string(),
    effect,
    rules: names,
    policy: z.string().openapi({ description: 'The digest of the rules that decided.' }),
    request: jsonObject.openapi({ description: 'What the rules were asked.' }),
    policies: z.array(policyFile).readonly().optional().openapi({ description: 'The rules of that time.' }),
  })
  .openapi('Decision')
