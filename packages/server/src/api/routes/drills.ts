// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { languageOf } from '../problem.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import {
  drillRecorded,
  providerLossView,
  providerLossWish,
  stopDrillView,
  stopDrillWish,
  stopMeasured,
} from '../schemas/drill.ts'
import type { Services } from '../services.ts'

const begin = createRoute({
  method: 'post',
  path: '/drills/stop',
  summary: 'Prepare streams that exist to be stopped',
  request: body(stopDrillWish),
  responses: { 201: json('How to open them.', stopDrillView), ...refusals },
})

const report = createRoute({
  method: 'post',
  path: '/drills/stop/{id}/ended',
  summary: 'Record what was measured when they were stopped',
  request: { params: idInPath, ...body(stopMeasured) },
  responses: { 201: json('The entry.', drillRecorded), ...refusals },
})

const providerLoss = createRoute({
  method: 'post',
  path: '/drills/provider-loss',
  summary: 'What happens when a provider is lost',
  request: body(providerLossWish),
  responses: { 201: json('For every agent and model.', providerLossView), ...refusals },
})

/** A drill presses and lifts, so it asks of a person what resuming asks. */
export function drillRoutes({ drills, organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(begin, (c) => {
      personWhoMay(c, 'resume')
      return c.json(drills.beginStop(c.req.valid('json').streams), 201)
    })
    .openapi(report, async (c) => {
      const person = personWhoMay(c, 'resume')
      const { id } = c.req.valid('param')
      return c.json(await drills.recordStop(id, c.req.valid('json'), person), 201)
    })
    .openapi(providerLoss, async (c) => {
      const person = personWhoMay(c, 'resume')
      const { provider, measure } = c.req.valid('json')
      const { providers, settings } = organisation()
      if (!providers.has(provider)) {
        const known = [...providers.keys()].join(', ')
        const message = {
          nl: `geen leverancier heet zo in providers.yaml; wel: ${known}`,
          en: `no provider in providers.yaml has that name; it has: ${known}`,
        }[languageOf(c, settings.language)]
        throw new ApiError('invalid-request', { fields: [{ field: 'provider', message }] })
      }
      return c.json(await drills.providerLoss(provider, measure, person), 201)
    })
}
