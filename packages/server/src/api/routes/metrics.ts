// SPDX-License-Identifier: EUPL-1.2
import { Hono } from 'hono'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import type { Services } from '../services.ts'

/**
 * The numbers of the house as Prometheus reads them: for the holder of the metrics token, which opens nothing else, and
 * for people. Not for whoever is on this machine: agents are, and how much is used is nothing that they need to know.
 */
export function metricsRoutes({ telemetry }: Services): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get('/metrics', async (c) => {
    const token = /^Bearer (\S{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (!telemetry.isMetricsToken(token)) personWhoMay(c, 'read')
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }
    return c.body(await telemetry.metrics(), 200, headers)
  })
}
