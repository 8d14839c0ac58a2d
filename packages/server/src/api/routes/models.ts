// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { integer, text } from '../../journal/index.ts'
import { zonesOf } from '../../organisation/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { json, refusals } from '../schemas/common.ts'
import { type modelChangeView, modelsView, type routeView } from '../schemas/model.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/models',
  summary: 'Every route to a model: what is known of its provider, what it serves, and what changed',
  responses: { 200: json('The routes in their order, and the newest 100 changes.', modelsView), ...refusals },
})

export function modelRoutes(services: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(list, async (c) => {
    personWhoMay(c, 'read')
    return c.json({ routes: await routesOf(services), changes: await changesIn(services) }, 200)
  })
}

async function routesOf({ organisation, journal }: Services): Promise<readonly z.output<typeof routeView>[]> {
  const rows = await journal.query('SELECT route, model, fingerprint, since FROM served_models')
  const served = new Map(rows.map((row) => [text(row, 'route'), row]))
  return [...organisation().providers.values()].flatMap((provider) => {
    const { id, name, facts, models } = provider
    const { subProcessors, ...others } = facts
    const names = subProcessors && { ...subProcessors, is: subProcessors.is.map((one) => one.name) }
    return models.map((model) => {
      const route = `${id}/${model.id}`
      const row = served.get(route)
      return {
        ...{ route, model: model.id, provider: { id, name }, facts: { ...others, subProcessors: names } },
        ...zonesOf(provider),
        ...(model.admitted === undefined ? {} : { admitted: model.admitted }),
        ...(row === undefined ? {} : { served: { ...servedIn(row, ''), since: integer(row, 'since') } }),
      }
    })
  })
}

async function changesIn({ journal }: Services): Promise<readonly z.output<typeof modelChangeView>[]> {
  const rows = await journal.query('SELECT * FROM model_changes ORDER BY entry DESC LIMIT 100')
  return rows.map((row) => ({
    ...{ at: integer(row, 'at'), entry: integer(row, 'entry'), route: text(row, 'route'), call: text(row, 'call_id') },
    ...{ before: servedIn(row, 'old_'), after: servedIn(row, '') },
  }))
}

function servedIn(row: Parameters<typeof text>[0], prefix: '' | 'old_') {
  return { model: text(row, `${prefix}model`), fingerprint: text(row, `${prefix}fingerprint`) }
}
