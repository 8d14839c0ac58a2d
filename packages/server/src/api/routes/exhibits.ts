// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, jsonAsIs, refusals } from '../schemas/common.ts'
import { exhibitFile, exhibitWish, indexInPath, trailView } from '../schemas/exhibit.ts'
import type { Services } from '../services.ts'

const ofCall = createRoute({
  method: 'get',
  path: '/calls/{id}/trail',
  summary: 'The entries that tell of a call: its rules, its case, what was decided and what came of it',
  request: { params: idInPath },
  responses: { 200: json('What can be handed over of them.', trailView), ...refusals },
})

const ofEntry = createRoute({
  method: 'get',
  path: '/entries/{index}/trail',
  summary: 'One entry of the log',
  request: { params: indexInPath },
  responses: { 200: json('What can be handed over of it.', trailView), ...refusals },
})

const make = createRoute({
  method: 'post',
  path: '/exhibits',
  summary: 'Hand entries of the log to somebody outside, with fields and names that they can hold against it',
  request: body(exhibitWish),
  responses: { 200: jsonAsIs('The exhibit, as a file.', exhibitFile), ...refusals },
})

export function exhibitRoutes({ exhibits, journal: { verifierKey } }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(ofCall, async (c) => {
      personWhoMay(c, 'hand-over')
      const trail = found(await exhibits.trailOfCall(c.req.valid('param').id))
      return c.json({ ...trail, verifierKey }, 200)
    })
    .openapi(ofEntry, async (c) => {
      personWhoMay(c, 'hand-over')
      const trail = found(await exhibits.trailOfEntry(c.req.valid('param').index))
      return c.json({ ...trail, verifierKey }, 200)
    })
    .openapi(make, async (c) => {
      const person = personWhoMay(c, 'hand-over')
      return c.body(await exhibits.make(c.req.valid('json'), person), 200, { 'content-type': 'application/json' })
    })
}

function found<T>(trail: T | undefined): T {
  if (trail === undefined) throw new ApiError('not-found')
  return trail
}
