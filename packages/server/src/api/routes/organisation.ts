// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { json, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const load = createRoute({
  method: 'post',
  path: '/organisation/load',
  summary: 'Read the organisation’s files anew',
  responses: { 200: json('The digest of what is in force now.', z.object({ digest: z.string() })), ...refusals },
})

export function organisationRoutes({ reload }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(load, async (c) => {
    const { digest } = await reload(personWhoMay(c, 'load-organisation'))
    return c.json({ digest }, 200)
  })
}
