// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { json, named, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const budget = z
  .object({
    scope: z.enum(['organisation', 'system', 'agent']),
    of: named.optional().openapi({ description: 'The system or agent.' }),
    unit: z.string().openapi({ description: '`tokens`, or a currency whose amounts are millionths.', example: 'EUR' }),
    per: z.enum(['day', 'month']),
    period: z.string().openapi({ example: '2026-11-22' }),
    limit: z.int(),
    used: z.int().openapi({ description: 'What calls that ended took.' }),
    reserved: z.int().openapi({ description: 'What calls under way, or with an unknown outcome, may have taken.' }),
  })
  .openapi('Budget')

const list = createRoute({
  method: 'get',
  path: '/budgets',
  summary: 'The budgets of this day and month, and what is used of them',
  responses: { 200: json('The budgets.', z.object({ budgets: z.array(budget).readonly() })), ...refusals },
})

export function budgetRoutes({ limits, organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(list, async (c) => {
    personWhoMay(c, 'read')
    return c.json({ budgets: await limits.budgets(organisation()) }, 200)
  })
}
