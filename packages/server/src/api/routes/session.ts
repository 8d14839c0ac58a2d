// SPDX-License-Identifier: EUPL-1.2
import { getConnInfo } from '@hono/node-server/conninfo'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { idOf } from '../../identity/index.ts'
import { type ApiEnv, sessionHeader } from '../authenticate.ts'
import { LoginLimit } from '../login-limit.ts'
import { ApiError } from '../problem-code.ts'
import { body, json, refusals } from '../schemas/common.ts'
import type { Services } from '../services.ts'

const signedIn = z
  .object({ session: z.string().openapi({ description: `For the header \`${sessionHeader}\` of every request.` }) })
  .openapi('SignedIn')

const signIn = createRoute({
  method: 'post',
  path: '/session',
  summary: 'Sign in with a person’s key',
  security: [],
  request: body(z.strictObject({ key: z.string().min(1).max(200) }).openapi('SignIn')),
  responses: { 200: json('Signed in; this says so for twelve hours.', signedIn), ...refusals },
})

const signOut = createRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  responses: { 204: { description: 'Signed out.' }, ...refusals },
})

export function sessionRoutes({ identity, sessions }: Services): OpenAPIHono<ApiEnv> {
  const limit = new LoginLimit(Date.now)
  return new OpenAPIHono<ApiEnv>()
    .openapi(signIn, async (c) => {
      const { key } = c.req.valid('json')
      await identity.know(key)
      const person = identity.authenticatePerson(key)
      const id = idOf(key)
      if (person === undefined || id === undefined) {
        const isExceeded = limit.isExceededBy(getConnInfo(c).remote.address ?? '')
        throw new ApiError(isExceeded ? 'too-many-attempts' : 'unauthenticated')
      }
      return c.json({ session: sessions.open(id) }, 200)
    })
    .openapi(signOut, (c) => {
      const token = c.get('session')
      if (token !== undefined) sessions.close(token)
      return c.body(null, 204)
    })
}
