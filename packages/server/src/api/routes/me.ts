// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { actsOf } from '../../identity/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { json, named, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const me = z
  .object({
    person: named.extend({ roles: z.array(z.string()).readonly() }),
    organisation: named.extend({ language: z.enum(['nl', 'en']) }),
    may: z.array(z.string()).readonly().openapi({ description: 'The acts that the page need not hide.' }),
  })
  .openapi('Me')

const read = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who I am and what I may do',
  responses: { 200: json('The person who asks.', me), ...refusals },
})

export function meRoutes({ organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(read, (c) => {
    const person = personWhoMay(c, 'read')
    const { id, name, language } = organisation().settings
    return c.json(
      {
        person: { id: person.id, name: person.name, roles: person.roles },
        organisation: { id, name, language },
        may: actsOf(person),
      },
      200,
    )
  })
}
