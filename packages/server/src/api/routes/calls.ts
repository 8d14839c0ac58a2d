// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { listCalls, receiptsOfCall, settleCall } from '../calls.ts'
import { callFilter, callReceipts, callView, settleWish } from '../schemas/call.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { nextOf, onward } from '../schemas/page.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/calls',
  summary: 'Calls, the newest first',
  request: { query: callFilter },
  responses: { 200: json('The calls.', z.object({ calls: z.array(callView).readonly(), ...onward })), ...refusals },
})

const settle = createRoute({
  method: 'post',
  path: '/calls/{id}/settle',
  summary: 'Say what became of a call whose outcome is unknown',
  request: { params: idInPath, ...body(settleWish) },
  responses: { 200: json('The call.', callView), ...refusals },
})

const receipt = createRoute({
  method: 'get',
  path: '/calls/{id}/receipt',
  summary: 'What proves a call to whoever has the key of the log',
  request: { params: idInPath },
  responses: { 200: json('The receipts.', callReceipts), ...refusals },
})

export function callRoutes(services: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const wish = c.req.valid('query')
      const calls = await listCalls(services, wish)
      return c.json({ calls, ...nextOf(calls, wish.limit) }, 200)
    })
    .openapi(receipt, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await receiptsOfCall(services, c.req.valid('param').id), 200)
    })
    .openapi(settle, async (c) => {
      const person = personWhoMay(c, 'settle')
      return c.json(await settleCall(services, c.req.valid('param').id, person, c.req.valid('json')), 200)
    })
}
