// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { json, named, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/people',
  summary: 'The people of the organisation by name, for what names them by id',
  responses: { 200: json('The people.', z.object({ people: z.array(named).readonly() })), ...refusals },
})

export function peopleRoutes({ organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(list, (c) => {
    personWhoMay(c, 'read')
    return c.json({ people: [...organisation().people.values()].map(({ id, name }) => ({ id, name })) }, 200)
  })
}
