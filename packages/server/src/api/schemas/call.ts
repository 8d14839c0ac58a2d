// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { caseSummary } from './case.ts'
import { id, named, reason, rule, time } from './common.ts'
import { onward, pageWish } from './page.ts'
import { erasureView } from './subject.ts'

const decisions = ['allow', 'deny', 'hold'] as const
export const outcomes = ['done', 'failed', 'stopped', 'abandoned', 'unknown'] as const

export const callView = z
  .object({
    id: z.string(),
    number: z.int().optional(),
    at: time,
    run: z.string(),
    agent: named,
    action: z.enum(['callModel', 'callTool']),
    resource: z.string(),
    decision: z.enum(decisions),
    rules: z.array(rule).readonly(),
    reason: z.string().optional().openapi({ description: 'Why it was refused: policy, stopped, rejected, …' }),
    outcome: z.enum(outcomes).optional().openapi({ description: 'Absent while the call is under way.' }),
    failure: z
      .string()
      .optional()
      .openapi({ description: 'Of one that failed: what the agent was told of it, until its content is erased.' }),
    case: z.string().optional(),
    messageId: z.string().optional(),
    summary: z.string().optional().openapi({ description: 'For a tool: its arguments in one line.' }),
  })
  .openapi('Call')

/** Each is a tlog-proof that contains its leaf, up to the newest checkpoint. */
export const callReceipts = z
  .object({
    call: z.string(),
    intent: z.string().openapi({ description: 'What was decided, before anything was done.' }),
    outcome: z.string().optional().openapi({ description: 'What came of it; a refusal is its own outcome.' }),
    verifierKey: z.string(),
  })
  .openapi('CallReceipts')

export const callFilter = pageWish.extend({
  run: id.optional(),
  state: z
    .enum([...decisions, ...outcomes, 'unsettled'])
    .optional()
    .openapi({
      description: 'unsettled: of unknown outcome, and not one that does no harm twice: what a person has to find out.',
    }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const settleWish = z.strictObject({ as: z.enum(['done', 'not-done']), reason })

export const taskView = z
  .object({ id: z.string(), name: z.string(), agent: named, schedule: z.string().optional() })
  .openapi('Task')

export const runSummary = z
  .object({
    id: z.string(),
    state: z
      .string()
      .openapi({ description: 'running, parked, done or failed; quiet: none of a task, without a call for a day.' }),
    agent: named,
    task: named.optional(),
    startedAt: time,
    activeAt: time.openapi({ description: 'In the hour of its newest call.' }),
    endedAt: time.optional(),
  })
  .openapi('RunSummary')

export const runView = runSummary
  .extend({
    labels: z.array(z.string()).readonly().openapi({ description: 'What everything released to the run carried.' }),
    waiting: z.array(caseSummary).readonly(),
    calls: z.array(callView).readonly(),
    ...onward,
    erased: z.array(erasureView).readonly().openapi({ description: 'When its content was erased, and by whom.' }),
  })
  .openapi('Run')

export const runFilter = pageWish.extend({ agent: id.optional() })

export const labelRemoval = z.strictObject({
  label: z
    .string()
    .max(200)
    .regex(/^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$/)
    .openapi({ example: 'untrusted' }),
  reason,
})

export const labelsView = z.object({ labels: z.array(z.string()).readonly() })
