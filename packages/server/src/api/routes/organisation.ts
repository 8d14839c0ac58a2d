// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { doubtsIn, problemIn } from '../../organisation/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { languageOf } from '../problem.ts'
import { json, problems, refusals } from '../schemas/common.ts'
import { without } from '../schemas/key.ts'
import type { Services } from '../services.ts'
import { withoutIn } from './keys.ts'

const load = createRoute({
  method: 'post',
  path: '/organisation/load',
  summary: 'Read the organisation’s files anew',
  responses: {
    200: json(
      'The digest of what is in force now, where processes share a log how many others have the same files and how many pass no call until they do, of which systems content is kept for fewer days than before, whose keys ended because they left the files, who has no key yet, and what the files leave out by which calls are refused.',
      z.object({
        digest: z.string(),
        shorter: z.array(z.object({ system: z.string(), before: z.int(), days: z.int() })).readonly(),
        left: z.array(z.string()).readonly(),
        others: z.object({ following: z.int(), behind: z.int() }).optional(),
        without,
        doubts: problems,
      }),
    ),
    ...refusals,
  },
})

export function organisationRoutes(services: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(load, async (c) => {
    const loading = await services.reload(personWhoMay(c, 'load-organisation'))
    const organisation = services.organisation()
    const language = languageOf(c, organisation.settings.language)
    const doubts = doubtsIn(organisation).map((doubt) => problemIn(doubt, language))
    return c.json({ ...loading, without: withoutIn(services), doubts }, 200)
  })
}
