// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { IncidentView } from '../../incidents/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import {
  closingGiven,
  incidentLog,
  incidentSummary,
  incidentView,
  noteGiven,
  openingGiven,
  reportGiven,
} from '../schemas/incident.ts'
import { nextOf, onward, pageWish } from '../schemas/page.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/incidents',
  request: { query: pageWish },
  summary: 'Files of incidents with their clocks, the newest first, at most 200',
  responses: {
    200: json('The files.', z.object({ incidents: z.array(incidentSummary).readonly(), ...onward })),
    ...refusals,
  },
})

const open = createRoute({
  method: 'post',
  path: '/incidents',
  summary: 'Open a file: the clock of art. 73 runs from when the organisation became aware',
  request: body(openingGiven),
  responses: { 201: json('The file.', incidentView), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/incidents/{id}',
  summary: 'A file with its clocks, who was told, and which role has which duty',
  request: { params: idInPath },
  responses: { 200: json('The file.', incidentView), ...refusals },
})

const around = createRoute({
  method: 'get',
  path: '/incidents/{id}/log',
  summary: 'What the log has of the system around it: positions and receipts, no content',
  request: { params: idInPath },
  responses: { 200: json('The calls, at most 100 beside those that were cited.', incidentLog), ...refusals },
})

const act = <T extends z.ZodType>(path: string, summary: string, schema: T) =>
  createRoute({
    method: 'post',
    path: `/incidents/{id}/${path}`,
    summary,
    request: { params: idInPath, ...body(schema) },
    responses: { 200: json('The file as it is now.', incidentView), ...refusals },
  })

const notes = act('notes', 'Add what became known', noteGiven)
const reports = act('reports', 'Record that somebody was told, or could not be reached', reportGiven)
const closing = act('close', 'Close a file, and say why', closingGiven)

export function incidentRoutes({ incidents, organisation }: Services): OpenAPIHono<ApiEnv> {
  const shown = ({ standing, events, ...view }: IncidentView) => {
    const by = (id: string) => namedIn(organisation().people, id)
    return {
      ...view,
      events: events.map(({ by: who, ...event }) => ({ ...event, ...(who === undefined ? {} : { by: by(who) }) })),
      ...(standing && {
        standing: { ...standing, owner: by(standing.owner), accountable: by(standing.accountable) },
      }),
    }
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const listed = await incidents.list(c.req.valid('query').after)
      return c.json({ incidents: listed, ...nextOf(listed) }, 200)
    })
    .openapi(open, async (c) => {
      const person = personWhoMay(c, 'raise-incident')
      return c.json(shown(await incidents.open(c.req.valid('json'), person.id)), 201)
    })
    .openapi(read, async (c) => {
      personWhoMay(c, 'read')
      const found = await incidents.find(c.req.valid('param').id)
      if (found === undefined) throw new ApiError('not-found')
      return c.json(shown(found), 200)
    })
    .openapi(around, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await incidents.around(c.req.valid('param').id), 200)
    })
    .openapi(notes, async (c) => {
      const person = personWhoMay(c, 'raise-incident')
      return c.json(shown(await incidents.note(c.req.valid('param').id, c.req.valid('json'), person.id)), 200)
    })
    .openapi(reports, async (c) => {
      const person = personWhoMay(c, 'handle-incident')
      return c.json(shown(await incidents.report(c.req.valid('param').id, c.req.valid('json'), person.id)), 200)
    })
    .openapi(closing, async (c) => {
      const person = personWhoMay(c, 'handle-incident')
      return c.json(shown(await incidents.close(c.req.valid('param').id, c.req.valid('json'), person.id)), 200)
    })
}
