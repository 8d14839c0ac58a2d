// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { actsOf } from '../../identity/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { json, named, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const me = z
  .object({
    person: named.extend({ roles: z.array(z.string()).readonly() }),
    organisation: named.extend({ language: z.enum(['nl', 'en']) }),
    madeByOthers: z
      .array(named)
      .readonly()
      .optional()
      .openapi({ description: 'Who else made a key in this person’s name that works: they can act in it.' }),
    filesBehind: z
      .literal(true)
      .optional()
      .openapi({ description: 'This process has other files than those in force: nothing passes here.' }),
    may: z.array(z.string()).readonly().openapi({ description: 'The acts that the page need not hide.' }),
  })
  .openapi('Me')

const read = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who I am and what I may do',
  responses: { 200: json('The person who asks.', me), ...refusals },
})

export function meRoutes({ organisation, identity }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(read, async (c) => {
    const person = personWhoMay(c, 'read')
    const own = await identity.keysHeldBy('person', person.id)
    const made = own.flatMap(({ madeBy }) =>
      typeof madeBy === 'object' && madeBy.person !== person.id ? [madeBy.person] : [],
    )
    const madeByOthers = [...new Set(made)].map((by) => namedIn(organisation().people, by))
    const { id, name, language } = organisation().settings
    return c.json(
      {
        person: { id: person.id, name: person.name, roles: person.roles },
        organisation: { id, name, language },
        ...(madeByOthers.length === 0 ? {} : { madeByOthers }),
        ...(c.get('isBehind') ? { filesBehind: true as const } : {}),
        may: actsOf(person),
      },
      200,
    )
  })
}
