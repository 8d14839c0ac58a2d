// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { listCalls } from '../calls.ts'
import { erasuresFor } from '../erasures.ts'
import { ApiError } from '../problem-code.ts'
import { findRun, listRuns } from '../runs.ts'
import { labelRemoval, labelsView, runFilter, runSummary, runView } from '../schemas/call.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { nextOf, onward, pageLength, pageWish } from '../schemas/page.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'What agents did and do: runs of tasks and of outside agents, those that were active last first',
  request: { query: runFilter },
  responses: { 200: json('The runs.', z.object({ runs: z.array(runSummary).readonly(), ...onward })), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/runs/{id}',
  summary: 'A run with what waits and its newest 200 calls, or those before `after`; the oldest of them first',
  request: { params: idInPath, query: pageWish },
  responses: { 200: json('The run.', runView), ...refusals },
})

const removeLabel = createRoute({
  method: 'post',
  path: '/runs/{id}/labels/remove',
  summary: 'Take a label off a run, for what came before; it is an entry with who and why',
  request: { params: idInPath, ...body(labelRemoval) },
  responses: { 200: json('What the run still carries.', labelsView), ...refusals },
})

export function runRoutes(services: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await listRuns(services, c.req.valid('query')), 200)
    })
    .openapi(read, async (c) => {
      const viewer = personWhoMay(c, 'read')
      const { id } = c.req.valid('param')
      const summary = await findRun(services, id)
      if (summary === undefined) throw new ApiError('not-found')
      const [labels, waiting, calls, erased] = await Promise.all([
        services.runs.shownLabels(id),
        services.oversight.openCases({ run: id, viewer }),
        listCalls(services, { ...c.req.valid('query'), run: id, limit: pageLength }),
        erasuresFor(services, id),
      ])
      return c.json({ ...summary, labels, waiting, calls: calls.toReversed(), ...nextOf(calls), erased }, 200)
    })
    .openapi(removeLabel, async (c) => {
      const person = personWhoMay(c, 'remove-label')
      const { id } = c.req.valid('param')
      if ((await findRun(services, id)) === undefined) throw new ApiError('not-found')
      const { label, reason } = c.req.valid('json')
      await services.runs.removeLabel(id, label, person, reason)
      return c.json({ labels: await services.runs.shownLabels(id) }, 200)
    })
}
