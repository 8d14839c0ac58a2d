// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { erasuresFor } from '../erasures.ts'
import { namedIn } from '../named.ts'
import { rawJson } from '../raw-json.ts'
import { body, json, jsonAsIs, refusals } from '../schemas/common.ts'
import { erasedView, erasureView, erasureWish, heldView, heldWish } from '../schemas/subject.ts'
import type { Services } from '../services.ts'

const held = createRoute({
  method: 'post',
  path: '/subjects/held',
  summary: 'What is held about a customer, a mail address, a person or a run, a page at a time; it changes nothing',
  request: body(heldWish),
  responses: { 200: jsonAsIs('One page; of somebody who is not known an empty one.', heldView), ...refusals },
})

const erase = createRoute({
  method: 'post',
  path: '/subjects/erase',
  summary: 'Destroy what is sealed under a subject, as it was shown; nothing brings it back',
  request: body(erasureWish),
  responses: { 200: json('The entry that records it.', erasedView), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/erasures',
  summary: 'Who erased what, on what ground and why; the newest first, at most 200',
  responses: { 200: json('The erasures.', z.object({ erasures: z.array(erasureView).readonly() })), ...refusals },
})

export function subjectRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { subjects } = services
  return new OpenAPIHono<ApiEnv>()
    .openapi(held, async (c) => {
      personWhoMay(c, 'review-decisions')
      const { exhibits, ...page } = await subjects.held(c.req.valid('json'))
      const { people } = services.organisation()
      const named = exhibits.map(({ by, ...made }) => (by === undefined ? made : { ...made, by: namedIn(people, by) }))
      return c.body(rawJson({ ...page, exhibits: named }), 200, { 'content-type': 'application/json' })
    })
    .openapi(erase, async (c) => {
      const person = personWhoMay(c, 'erase')
      return c.json(await subjects.erase(c.req.valid('json'), person), 200)
    })
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      return c.json({ erasures: await erasuresFor(services) }, 200)
    })
}
