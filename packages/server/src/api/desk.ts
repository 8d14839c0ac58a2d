// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ApiEnv } from './authenticate.ts'
import { languageOf } from './problem.ts'
import { ApiError } from './problem-code.ts'
import type { Services } from './services.ts'

/** The Desk's files. Its pages have addresses of their own, which all serve the one file `index.html`. */
export function deskRoutes({ organisation }: Services, folder: string): Hono<ApiEnv> {
  let files: MiddlewareHandler | undefined
  let page: MiddlewareHandler | undefined
  return new Hono<ApiEnv>()
    .get('*', async (c, next) => {
      // Checked each time, so that a Desk that is built while Sluis runs is served.
      if (!existsSync(join(folder, 'index.html'))) {
        const language = languageOf(c, organisation().settings.language)
        return c.html(notBuilt[language], 503, { 'content-language': language, 'cache-control': 'no-store' })
      }
      files ??= serveStatic({ root: folder })
      return await files(c, next)
    })
    .get('*', async (c, next) => {
      // A missing script must be a 404, and not a page that the browser would try to run.
      if (extname(c.req.path) !== '') throw new ApiError('not-found')
      page ??= serveStatic({ path: join(folder, 'index.html') })
      return await page(c, next)
    })
}

/** Files under /assets carry their digest in their name; everything else may change with the next build. */
export const cacheDeskFiles: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) {
    c.res.headers.set(
      'cache-control',
      /^\/assets\/.*\.[a-z0-9]+$/.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
  }
}

const notBuilt = {
  nl: `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Sluis</title><h1>De Desk is nog niet gebouwd</h1>
<p>Sluis draait. De webpagina’s maakt u in de map van Sluis met <code>npm run build -w packages/desk</code>.</p>
<p>Intussen werkt alles met de opdracht <code>sluis</code>: <code>sluis cases</code>, <code>sluis show</code>,
<code>sluis approve</code>, <code>sluis reject</code> en <code>sluis stop</code>.</p>
<p>De API is beschreven in <a href="/api/v1/openapi.json">openapi.json</a>.</p></html>`,
  en: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sluis</title><h1>The Desk is not built yet</h1>
<p>Sluis runs. Make the web pages in the folder of Sluis with <code>npm run build -w packages/desk</code>.</p>
<p>Meanwhile everything works with the <code>sluis</code> command: <code>sluis cases</code>, <code>sluis show</code>,
<code>sluis approve</code>, <code>sluis reject</code> and <code>sluis stop</code>.</p>
<p>The API is described in <a href="/api/v1/openapi.json">openapi.json</a>.</p></html>`,
} as const
