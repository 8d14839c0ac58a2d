// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Act, type KeyView, may, withoutKey } from '../../identity/index.ts'
import { JournalError } from '../../journal/index.ts'
import type { Organisation, Person } from '../../organisation/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { issuedKey, keyView, keyWish, revokeWish, without } from '../schemas/key.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/keys',
  summary: 'The keys that are in force, and who has none',
  responses: { 200: json('The keys.', z.object({ keys: z.array(keyView).readonly(), without })), ...refusals },
})

const issueForAgent = createRoute({
  method: 'post',
  path: '/agents/{id}/keys',
  summary: 'Make a key for an agent',
  request: { params: idInPath, ...body(keyWish) },
  responses: { 201: json('The key, shown once.', issuedKey), ...refusals },
})

const issueForPerson = createRoute({
  method: 'post',
  path: '/people/{id}/keys',
  summary: 'Make a key for oneself, or for somebody who has none',
  request: { params: idInPath, ...body(keyWish) },
  responses: { 201: json('The key, shown once.', issuedKey), ...refusals },
})

const revoke = createRoute({
  method: 'post',
  path: '/keys/{id}/revoke',
  summary: 'End a key at once, with the sessions, the calls and the run keys that stand on it',
  request: { params: idInPath, ...body(revokeWish) },
  responses: { 200: json('Ended, and recorded.', z.object({ id: z.string() })), ...refusals },
})

type Whose = Pick<KeyView, 'kind' | 'holder'>

export function keyRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { identity, organisation } = services
  const issue = async (kind: Whose['kind'], holder: string, by: Person, { expiresAt }: z.output<typeof keyWish>) => {
    const expiry = expiresAt === undefined ? {} : { expiresAtMs: expiresAt }
    const { id, key } = await identity.issue({ kind, principal: holder, by: by.id, ...expiry })
    return { id, key, ...(expiresAt === undefined ? {} : { expiresAt }) }
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      const person = personWhoMay(c, 'read')
      const keys = (await identity.keys()).map((key) => ({
        ...viewOf(key, organisation(), person),
        inUse: key.id === c.get('key'),
      }))
      return c.json({ keys, without: withoutIn(services) }, 200)
    })
    .openapi(issueForAgent, async (c) => {
      const { id } = c.req.valid('param')
      const by = withKeyInHand(c, personWhoMay(c, 'issue-agent-key'))
      if (!organisation().agents.has(id)) throw new ApiError('not-found')
      return c.json(await issue('agent', id, by, c.req.valid('json')), 201)
    })
    .openapi(issueForPerson, async (c) => {
      const { id } = c.req.valid('param')
      const isOwn = c.get('person')?.id === id
      const by = withKeyInHand(c, personWhoMay(c, isOwn ? 'read' : 'issue-person-key'))
      if (!organisation().people.has(id)) throw new ApiError('not-found')
      return c.json(await issue('person', id, by, c.req.valid('json')), 201)
    })
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param')
      const person = personWhoMay(c, 'read')
      const whose = identity.holderOf(id)
      if (whose === undefined) throw new ApiError('not-found')
      if (!mayRevoke(person, whose)) throw new ApiError('forbidden')
      if (c.req.valid('json').evenIfLast !== true && isLastOfAll(id, services)) throw new ApiError('last-key')
      if (!(await identity.revoke(id, person.id).catch(asUnrecorded))) throw new ApiError('not-found')
      return c.json({ id }, 200)
    })
}

export function withoutIn({ identity, organisation }: Pick<Services, 'identity' | 'organisation'>) {
  const { people, agents } = withoutKey(identity, organisation())
  const namesOf = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => ({ id, name }))
  return { people: namesOf(people), agents: namesOf(agents) }
}

/** Whoever finds a Desk that is signed in makes no key with it, which would outlive the session: the key itself is shown. */
function withKeyInHand(c: Context<ApiEnv>, person: Person): Person {
  if (c.get('session') !== undefined) throw new ApiError('key-needed')
  return person
}

/** In an emergency, everyone who may stop cuts off an agent; a person is cut off by few, and by themselves. */
function mayRevoke(person: Person, { kind, holder }: Whose): boolean {
  const act: Act = kind === 'agent' ? 'stop' : 'revoke-person-key'
  return may(person, act) || (kind === 'person' && holder === person.id)
}

/** Whether nobody is left then who may make keys for people. */
function isLastOfAll(id: string, { identity, organisation }: Services): boolean {
  const keysOfMakers = [...organisation().people.values()]
    .filter((person) => may(person, 'issue-person-key'))
    .flatMap((person) => identity.keysOf('person', person.id))
  return keysOfMakers.length === 1 && keysOfMakers.includes(id)
}

/** It opens nothing any more: that is what was asked. That the log doesn't have it must be heard of. */
function asUnrecorded(error: unknown): never {
  throw error instanceof JournalError ? new ApiError('revocation-unrecorded', {}, { cause: error }) : error
}

function viewOf(key: KeyView, { people, agents }: Organisation, person: Person) {
  const { id, kind, holder, issuedAtMs, expiresAtMs, madeBy } = key
  return {
    id,
    kind,
    holder: namedIn(kind === 'agent' ? agents : people, holder),
    issuedAt: issuedAtMs,
    ...(expiresAtMs === undefined ? {} : { expiresAt: expiresAtMs }),
    madeBy: typeof madeBy === 'string' ? madeBy : namedIn(people, madeBy.person),
    mayRevoke: mayRevoke(person, key),
  }
}
