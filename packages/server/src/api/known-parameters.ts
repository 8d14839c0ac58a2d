// SPDX-License-Identifier: EUPL-1.2
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv } from './authenticate.ts'
import { languageOf } from './problem.ts'
import { ApiError } from './problem-code.ts'
import type { Services } from './services.ts'

type Description = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>

const maxTold = 20

/**
 * Refuses a query parameter that the API's description doesn't list for the address: if a mistyped one were ignored, the
 * list would be another than was asked for, and nothing would say so.
 */
export function requireKnownParameters(described: () => Description, { organisation }: Services) {
  let known: ReadonlyMap<string, readonly string[]> | undefined
  const middleware: MiddlewareHandler<ApiEnv> = async (c, next) => {
    const names = Object.keys(c.req.queries())
    // The route that serves it: the guards before it match every method.
    const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    if (names.length > 0 && route !== undefined) {
      known ??= parametersIn(described())
      const here = known.get(`${route.method} ${route.path}`) ?? []
      const message = wordsOf(here)[languageOf(c, organisation().settings.language)]
      const unknown = names.filter((name) => !here.includes(name))
      const fields = unknown.slice(0, maxTold).map((field) => ({ field, message }))
      if (fields.length > 0) throw new ApiError('invalid-request', { fields })
    }
    await next()
  }
  return middleware
}

function wordsOf(known: readonly string[]) {
  const list = known.join(', ')
  return known.length === 0
    ? { nl: 'dit adres heeft geen parameters; haal het weg', en: 'this address has no parameters; take it out' }
    : { nl: `bestaat hier niet; hier bestaan: ${list}`, en: `there is none of that name here; there are: ${list}` }
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The parameter names of each operation, by its method and its path as the router writes it. */
function parametersIn({ paths = {} }: Description): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>()
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of methods) {
      const { parameters = [] } = operations[method] ?? {}
      const names = parameters.flatMap((given) => ('name' in given && given.in === 'query' ? [given.name] : []))
      known.set(`${method.toUpperCase()} ${path.replaceAll(/\{([^}]+)\}/g, ':$1')}`, names)
    }
  }
  return known
}
