// SPDX-License-Identifier: EUPL-1.2
import { Hono } from 'hono'
import type { ApiEnv } from '../authenticate.ts'
import type { Services } from '../services.ts'

/**
 * Whether people's door does its work here, for balancers and whatever watches a container. These ask by an address of their
 * own and have no key, so it comes before every guard and says nothing more than that.
 */
export function healthRoutes({ servesPeople }: Services): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get('/healthz', (c) => {
    const isWell = servesPeople()
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
    return c.text(isWell ? 'ok\n' : 'no\n', isWell ? 200 : 503)
  })
}
