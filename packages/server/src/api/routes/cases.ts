// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { JsonObject } from '../../journal/index.ts'
import type { Person } from '../../organisation/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { ApiError } from '../problem-code.ts'
import { caseContent, caseSummary, caseView, verdictWish } from '../schemas/case.ts'
import { body, idInPath, json, jsonAsIs, refusals } from '../schemas/common.ts'
import { nextOf, onward, pageWish } from '../schemas/page.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/cases',
  summary: 'What waits for people, the soonest to expire first, at most 200; or all, the newest first',
  request: {
    query: pageWish.extend({
      state: z.enum(['open', 'all']).default('open'),
      before: z.coerce
        .number()
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .openapi({ description: 'With `all`: only those opened before this moment, in epoch milliseconds.' }),
    }),
  },
  responses: { 200: json('The cases.', z.object({ cases: z.array(caseSummary).readonly(), ...onward })), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/cases/{id}',
  summary: 'A case with all that its reviewer needs',
  request: { params: idInPath },
  responses: { 200: json('The case.', caseView), ...refusals },
})

const content = createRoute({
  method: 'get',
  path: '/cases/{id}/content',
  summary: 'The call of a case whole, as it will be executed; it never changes until it is erased',
  request: { params: idInPath },
  responses: { 200: jsonAsIs('The call, as it was sealed.', caseContent), ...refusals },
})

const decide = createRoute({
  method: 'post',
  path: '/cases/{id}/verdicts',
  summary: 'Give a verdict on the case as you saw it',
  request: { params: idInPath, ...body(verdictWish) },
  responses: { 200: json('The case after it; for an edit, the case that replaces it.', caseView), ...refusals },
})

export function caseRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { oversight } = services
  const seen = async (id: string, person: Person): Promise<z.output<typeof caseView>> => {
    const found = await oversight.caseOf(id, person)
    if (found === undefined) throw new ApiError('not-found')
    return found
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      const viewer = personWhoMay(c, 'read')
      const { state, ...given } = c.req.valid('query')
      const cases = await (state === 'all'
        ? oversight.allCases({ ...given, viewer })
        : oversight.openCases({ ...given, viewer }))
      return c.json({ cases, ...nextOf(cases) }, 200)
    })
    .openapi(read, async (c) => {
      const person = personWhoMay(c, 'read')
      return c.json(await seen(c.req.valid('param').id, person), 200)
    })
    .openapi(content, async (c) => {
      personWhoMay(c, 'read')
      const found = await oversight.contentOf(c.req.valid('param').id)
      if (found === undefined) throw new ApiError('not-found')
      return c.body(found, 200, { 'content-type': 'application/json' })
    })
    .openapi(decide, async (c) => {
      const person = personWhoMay(c, 'decide')
      const { id } = c.req.valid('param')
      return c.json(
        await seen(await decideOrEdit(services, id, person, c.req.valid('json'), c.get('key')), person),
        200,
      )
    })
}

/** The case to look at next. */
async function decideOrEdit(
  { oversight, edit }: Services,
  id: string,
  person: Person,
  { reason, ...wish }: z.output<typeof verdictWish>,
  key: string | undefined,
): Promise<string> {
  const why = { ...(reason === undefined ? {} : { reason }), ...(key === undefined ? {} : { key }) }
  if (wish.verdict !== 'edit') {
    await oversight.decide(id, person, { ...wish, ...why })
    return id
  }
  // Parsed JSON that `isBoundedJson` looked through is a JsonObject.
  const args = wish.arguments as JsonObject
  return oversight.edit(id, person, { digest: wish.digest, arguments: args, ...why }, edit)
}
