// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { JournalError } from '../../journal/index.ts'
import { warn } from '../../warnings/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { liftWish, pastStopView, stopView, stopWish } from '../schemas/stop.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/stops',
  summary: 'The stops in force',
  responses: { 200: json('The stops.', z.object({ stops: z.array(stopView).readonly() })), ...refusals },
})

const past = createRoute({
  method: 'get',
  path: '/stops/past',
  summary: 'The stops that were lifted, the newest first, at most 200: who stopped and resumed what, when and why',
  responses: { 200: json('The stops.', z.object({ stops: z.array(pastStopView).readonly() })), ...refusals },
})

const order = createRoute({
  method: 'post',
  path: '/stops',
  summary: 'Stop everything, an agent, a system or a run, at once',
  request: body(stopWish),
  responses: { 201: json('The stop, acting and recorded.', stopView), ...refusals },
})

const lift = createRoute({
  method: 'post',
  path: '/stops/{id}/lift',
  summary: 'Resume what a stop holds',
  request: { params: idInPath, ...body(liftWish) },
  responses: { 200: json('The stop that was lifted.', stopView), ...refusals },
})

type Stop = ReturnType<Services['stops']['list']>[number]

export function stopRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { stops, organisation } = services
  const nameOf = (id: string) => (id === '' ? undefined : namedIn(organisation().people, id))
  const viewOf = ({ by, ...stop }: Stop) => ({ ...stop, by: nameOf(by) })
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, (c) => {
      personWhoMay(c, 'read')
      return c.json({ stops: stops.list().map(viewOf) }, 200)
    })
    .openapi(past, async (c) => {
      personWhoMay(c, 'read')
      const all = await stops.past()
      const views = all.map((one) => ({ ...one, by: nameOf(one.by), liftedBy: nameOf(one.liftedBy) }))
      return c.json({ stops: views }, 200)
    })
    .openapi(order, async (c) => {
      const person = personWhoMay(c, 'stop')
      const wish = c.req.valid('json')
      checkTarget(services, wish)
      try {
        return c.json(viewOf(await withinPatience(stops.order(wish, person.id))), 201)
      } catch (error) {
        if (!(error instanceof JournalError)) throw error
        warn('stop-unrecorded', { error })
        throw new ApiError('stop-unrecorded', {}, { cause: error })
      }
    })
    .openapi(lift, async (c) => {
      const person = personWhoMay(c, 'resume')
      const { id } = c.req.valid('param')
      return c.json(viewOf(await stops.lift(id, person.id, c.req.valid('json').reason)), 200)
    })
}

const patienceMs = 3000

/** It acts already: who pressed must hear so, and not wait for a store that hangs (P4). */
async function withinPatience(ordered: Promise<Stop>): Promise<Stop> {
  const unanswered = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    warn('stop-unrecorded')
    unanswered.reject(new ApiError('stop-unrecorded'))
  }, patienceMs)
  try {
    return await Promise.race([ordered, unanswered.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Who mistypes a name must not believe that something stopped. Runs of outside agents are known to the gate alone. */
function checkTarget({ organisation }: Services, wish: z.output<typeof stopWish>): void {
  const { agents, systems } = organisation()
  if (wish.scope === 'agent' && !agents.has(wish.target)) throw new ApiError('target-unknown')
  if (wish.scope === 'system' && !systems.has(wish.target)) throw new ApiError('target-unknown')
}
