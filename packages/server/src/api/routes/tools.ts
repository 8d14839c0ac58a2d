// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { admissionWish, serverTrouble, toolView } from '../schemas/tool.ts'
import type { Services } from '../services.ts'

const tools = z.object({ tools: z.array(toolView).readonly(), troubles: z.array(serverTrouble).readonly() })

const list = createRoute({
  method: 'get',
  path: '/tools',
  summary: 'Each tool as its server describes it now, beside what a person admitted before',
  responses: { 200: json('The tools, and the servers that do not answer.', tools), ...refusals },
})

const schema = createRoute({
  method: 'get',
  path: '/tools/{id}/schema',
  summary: 'The JSON schema of the arguments of a tool, as people admitted it: for a form',
  request: { params: idInPath },
  responses: {
    200: json('The schema; null where nobody admitted one.', z.object({ schema: z.unknown() })),
    ...refusals,
  },
})

const admit = createRoute({
  method: 'post',
  path: '/tools/{id}/admit',
  summary: 'Let agents see and call the tool as it is described now',
  request: { params: idInPath, ...body(admissionWish) },
  responses: { 200: json('The tool.', toolView), ...refusals },
})

const refuse = createRoute({
  method: 'post',
  path: '/tools/{id}/refuse',
  summary: 'Keep the tool from agents as it is described now, also when it was admitted before',
  request: { params: idInPath, ...body(admissionWish) },
  responses: { 200: json('The tool.', toolView), ...refusals },
})

export function toolRoutes({ tools }: Services): OpenAPIHono<ApiEnv> {
  const toolOf = async (name: string) => {
    const known = (await tools.review()).tools.find((tool) => tool.name === name)
    if (known === undefined) throw new ApiError('not-found')
    return known
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await tools.review(), 200)
    })
    .openapi(schema, async (c) => {
      personWhoMay(c, 'read')
      return c.json({ schema: (await tools.schemaOf(c.req.valid('param').id)) ?? null }, 200)
    })
    .openapi(admit, async (c) => {
      const person = personWhoMay(c, 'admit-tool')
      const { name } = await toolOf(c.req.valid('param').id)
      await tools.admit(name, c.req.valid('json').digest, person)
      return c.json(await toolOf(name), 200)
    })
    .openapi(refuse, async (c) => {
      const person = personWhoMay(c, 'admit-tool')
      const { name } = await toolOf(c.req.valid('param').id)
      await tools.refuse(name, c.req.valid('json').digest, person)
      return c.json(await toolOf(name), 200)
    })
}
