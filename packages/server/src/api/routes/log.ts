// SPDX-License-Identifier: EUPL-1.2
import { LogError, parseTilePath, type Tile } from '@sluis/log'
import { type Context, Hono } from 'hono'
import type { ApiEnv } from '../authenticate.ts'
import { ApiError } from '../problem-code.ts'
import type { Services } from '../services.ts'

const text = 'text/plain; charset=utf-8'
const forever = 'public, max-age=31536000, immutable'

/**
 * The log as tlog-tiles has it. Checkpoint, hash tiles and the verifier's key are for everyone; the entries themselves
 * only when the organisation publishes them, or for a person who signed in.
 */
export function logRoutes({ journal, organisation, witnesses }: Services): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/checkpoint', async (c) => c.body(await witnesses.checkpoint(), 200, { 'content-type': text, ...fresh }))
    .get('/key', (c) => c.body(`${journal.verifierKey}\n`, 200, { 'content-type': text, ...fresh }))
    .get('/tile/*', async (c) => {
      const tile = readTile(c)
      const isPublic = tile.level !== 'entries' || organisation().settings.publicLog
      if (!isPublic && c.get('person') === undefined) throw new ApiError('unauthenticated')
      const bytes = await journal.log.tile(tile)
      if (bytes === undefined) throw new ApiError('not-found')
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'application/octet-stream',
        'cache-control': isPublic ? forever : 'private, no-store',
      })
    })
}

const fresh = { 'cache-control': 'no-store' }

function readTile(c: Context): Tile {
  try {
    return parseTilePath(c.req.path.slice('/log/'.length))
  } catch (error) {
    if (error instanceof LogError) throw new ApiError('not-found')
    throw error
  }
}
