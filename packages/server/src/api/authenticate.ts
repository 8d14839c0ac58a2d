// SPDX-License-Identifier: EUPL-1.2
import type { Context, MiddlewareHandler } from 'hono'
import { type Act, idOf, may } from '../identity/index.ts'
import type { Person } from '../organisation/index.ts'
import { ApiError } from './problem-code.ts'
import type { Services } from './services.ts'

export interface ApiEnv {
  Variables: {
    /** The person who asks; undefined when nobody signed in. */
    person: Person | undefined
    /** The token of their session; undefined when they used a key. */
    session: string | undefined
    /** Whether newer files than those that define roles here are in force by now. */
    isBehind: boolean
    /** The id of the key that was sent, or with which the session was opened. */
    key: string | undefined
  }
}

/**
 * The header in which the Desk's pages send their session: a page of another origin can't send it without permission.
 */
export const sessionHeader = 'sluis-session'

/**
 * Finds out who asks. A key that isn't a person's is refused wherever it is sent, so that an agent's key opens nothing
 * here (P9); only the public log and the metrics ignore it.
 */
export function identify({ identity, sessions, isBehind }: Services): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('isBehind', isBehind())
    const authorization = c.req.header('authorization')
    if (authorization === undefined) {
      const token = c.req.header(sessionHeader)
      const id = token === undefined ? undefined : sessions.find(token)
      // When a key is revoked, its sessions end too.
      const person = id === undefined ? undefined : identity.personBehind(id)
      c.set('person', person)
      c.set('key', id)
      c.set('session', person === undefined ? undefined : token)
    } else {
      const key = /^Bearer (\S{1,200})$/i.exec(authorization)?.[1] ?? ''
      await identity.know(key)
      const person = identity.authenticatePerson(key)
      if (person === undefined && !isLog(c) && !isMetrics(c)) throw new ApiError('unauthenticated')
      c.set('person', person)
      c.set('key', idOf(key))
    }
    await next()
  }
}

/** Everything under the API requires a person, except signing in and the description of the API. */
export const requirePerson: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const isOpen =
    (c.req.method === 'POST' && c.req.path === '/api/v1/session') ||
    (c.req.method === 'GET' && c.req.path === '/api/v1/openapi.json')
  if (c.get('person') === undefined && !isOpen) throw new ApiError('unauthenticated')
  await next()
}

/**
 * A page of another origin can't change anything here: when the browser says that one sent the request, it is refused.
 */
export const requireOwnOrigin: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const origin = c.req.header('origin')
  const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
  const isOwn = origin === undefined || URL.parse(origin)?.host === c.req.header('host')?.toLowerCase()
  if (!isReading && !isOwn) throw new ApiError('origin-mismatch')
  await next()
}

/** Still allowed by files that another process has replaced: at worst these acts stop a call, for a while. */
const alsoBehind: ReadonlySet<Act> = new Set(['read', 'stop'])

/** The person who asks, if they may do this. Throws `unauthenticated`, `forbidden` or `files-behind`. */
export function personWhoMay(c: Context<ApiEnv>, act: Act): Person {
  const person = c.get('person')
  if (person === undefined) throw new ApiError('unauthenticated')
  if (!may(person, act)) throw new ApiError('forbidden')
  if (c.get('isBehind') && !alsoBehind.has(act)) throw new ApiError('files-behind')
  return person
}

/** Metrics have a token of their own, so that whatever collects them needs no person's key. */
function isMetrics(c: Context): boolean {
  return c.req.method === 'GET' && c.req.path === '/metrics'
}

function isLog(c: Context): boolean {
  return c.req.path.startsWith('/log/')
}
