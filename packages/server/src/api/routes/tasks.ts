// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { taskView } from '../schemas/call.ts'
import { idInPath, json, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/tasks',
  summary: 'The tasks of the organisation',
  responses: { 200: json('The tasks.', z.object({ tasks: z.array(taskView).readonly() })), ...refusals },
})

const start = createRoute({
  method: 'post',
  path: '/tasks/{id}/runs',
  summary: 'Start a run of a task',
  request: { params: idInPath },
  responses: { 201: json('The run.', z.object({ run: z.string() })), ...refusals },
})

export function taskRoutes({ tasks, organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, (c) => {
      personWhoMay(c, 'read')
      const { agents } = organisation()
      const views = tasks.list().map(({ id, name, agent, schedule }) => ({
        id,
        name,
        agent: namedIn(agents, agent),
        ...(schedule === undefined ? {} : { schedule }),
      }))
      return c.json({ tasks: views }, 200)
    })
    .openapi(start, async (c) => {
      const person = personWhoMay(c, 'start-run')
      const { id } = c.req.valid('param')
      if (!tasks.list().some((task) => task.id === id)) throw new ApiError('not-found')
      return c.json(await tasks.start(id, person.id), 201)
    })
}
