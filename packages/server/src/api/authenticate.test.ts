// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

const json = { 'content-type': 'application/json' }

describe('who may ask', () => {
  let door: PeoplesDoor
  before(async () => {
    door = await openPeoplesDoor()
  })
  after(() => door?.[Symbol.asyncDispose]())

  const host = () => new URL(door.url).host

  /** Every operation that the API describes of itself, with an id that could be one. */
  async function operations(): Promise<{ method: string; path: string }[]> {
    const described: { paths: Record<string, Record<string, unknown>> } = (await door.raw('/api/v1/openapi.json')).json
    return Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace('{id}', 'x-1') })),
    )
  }

  it('refuses an agent’s key on every operation, the page and the API’s own description (P9)', async () => {
    const all = await operations()
    assert.ok(all.length >= 15, `only ${all.length} operations are described`)
    for (const { method, path } of [
      ...all,
      { method: 'GET', path: '/' },
      { method: 'GET', path: '/api/v1/openapi.json' },
    ]) {
      const answer = await door.as(door.agentKey, method, path, method === 'GET' ? undefined : {})
      assert.deepEqual([path, answer.status, answer.json.code], [path, 401, 'unauthenticated'])
      // Clients know Sluis by its version, also when it says no.
      assert.equal(answer.headers.get('api-version'), path === '/' ? null : '1.0.0')
    }
    const byKey = await door.as(undefined, 'POST', '/api/v1/session', { key: door.agentKey })
    assert.deepEqual([byKey.status, byKey.headers.get('set-cookie')], [401, null])
  })

  it('asks for a person on every operation but signing in', async () => {
    for (const { method, path } of await operations()) {
      if (method === 'POST' && path === '/api/v1/session') continue
      assert.equal((await door.as(undefined, method, path, method === 'GET' ? undefined : {})).status, 401, path)
    }
    assert.equal((await door.as(undefined, 'GET', '/api/v1/nothing')).status, 401)
  })

  it('tells a person who they are and what they may do', async () => {
    const { status, json: me } = await door.as('sanne', 'GET', '/api/v1/me')
    assert.equal(status, 200)
    assert.deepEqual(me.person, { id: 'sanne', name: 'Sanne Kuipers', roles: ['reviewer'] })
    assert.deepEqual(me.organisation, { id: 'verhage', name: 'Verhage Techniek B.V.', language: 'nl' })
    assert.deepEqual(me.may, ['read', 'stop', 'decide', 'assess', 'raise-incident'])
  })

  it('gives each role its acts and no more', async () => {
    const post = async (who: string, path: string, body: unknown) => (await door.as(who, 'POST', path, body)).status
    const stop = { scope: 'all', reason: 'test' }
    assert.equal(await post('ruth', '/api/v1/stops', stop), 403)
    assert.equal(await post('sanne', '/api/v1/stops/stop-x/lift', { reason: 'test' }), 403)
    assert.equal(await post('sanne', '/api/v1/tasks/weekly-report/runs', {}), 403)
    assert.equal(await post('sanne', '/api/v1/organisation/load', {}), 403)
    assert.equal(await post('ruth', '/api/v1/calls/call-1/settle', { as: 'done', reason: 'seen' }), 403)
    assert.equal(await post('anna', '/api/v1/cases/c1/verdicts', { verdict: 'approve', digest: 'd' }), 403)
    assert.equal((await door.as('ruth', 'GET', '/api/v1/cases')).status, 200)
  })

  describe('by a session', () => {
    let mine: Record<string, string> = {}
    const open = (who: string) => {
      const [key = ''] = door.services.identity.keysOf('person', who)
      return { 'sluis-session': door.services.sessions.open(key) }
    }
    before(() => {
      mine = open('sanne')
    })

    it('is no cookie, which other ports of this machine would be sent and could replace (P9)', async () => {
      const { 'sluis-session': token } = open('bram')
      const { headers } = await door.signIn('bram')
      assert.equal(headers.get('set-cookie'), null)
      const asCookie = { cookie: `sluis_session=${token}; sluis-session=${token}` }
      assert.equal((await door.raw('/api/v1/me', { headers: asCookie })).status, 401)
      assert.equal((await door.raw('/log/tile/entries/000.p/1', { headers: asCookie })).status, 401)
      const beside = { 'sluis-session': token, cookie: 'sluis_session=another; sluis-session=another' }
      assert.equal((await door.raw('/api/v1/me', { headers: beside })).status, 200)
    })

    it('signs out for good', async () => {
      const bram = open('bram')
      assert.equal((await door.raw('/api/v1/me', { headers: bram })).status, 200)
      const headers = { ...bram, origin: door.url, ...json }
      const out = await door.raw('/api/v1/session', { method: 'DELETE', headers, body: '{}' })
      assert.equal(out.status, 204)
      assert.equal((await door.raw('/api/v1/me', { headers: bram })).status, 401)
    })

    it('changes nothing for a page of somebody else', async () => {
      const stop = (headers: Record<string, string>) =>
        door.raw('/api/v1/stops', {
          method: 'POST',
          headers: { ...mine, ...headers },
          body: JSON.stringify({ scope: 'run', target: 'run-9', reason: 'test' }),
        })
      assert.equal((await stop({ ...json, origin: 'https://evil.example' })).json.code, 'origin-mismatch')
      assert.equal((await stop({ ...json, origin: 'null' })).status, 403)
      assert.equal((await stop({ ...json, origin: `http://localhost:1` })).status, 403)
      assert.equal((await stop({ 'content-type': 'text/plain', origin: door.url })).status, 415)
      assert.equal((await stop({ ...json, origin: door.url })).status, 201)
    })

    it('lets no page of somebody else sign a browser in under a key of its own', async () => {
      const headers = { ...json, origin: 'https://evil.example' }
      const answer = await door.raw('/api/v1/session', { method: 'POST', headers, body: '{"key":"x"}' })
      assert.equal(answer.status, 403)
    })
  })

  it('answers only to its own names, so that no name can be turned to this machine', async () => {
    const { port } = new URL(door.url)
    for (const name of [host(), `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      assert.equal((await door.raw('/log/checkpoint', { headers: { host: name } })).status, 200, name)
    }
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      `127.0.0.1:${Number(port) + 1}`,
    ]) {
      const { status, json: problem } = await door.raw('/log/checkpoint', { headers: { host: name } })
      assert.deepEqual([name, status, problem.code], [name, 421, 'host-unknown'])
    }
  })
})

describe('signing in', () => {
  it('gives a session, also when others failed before', async () => {
    const door = await openPeoplesDoor()
    try {
      const wrong = () =>
        door.as(undefined, 'POST', '/api/v1/session', { key: `slp_${'0'.repeat(12)}_${'x'.repeat(43)}` })
      for (let tries = 0; tries < 10; tries++) assert.equal((await wrong()).status, 401)
      const limited = await wrong()
      assert.deepEqual(
        [limited.status, limited.json.code, limited.headers.get('retry-after')],
        [429, 'too-many-attempts', '60'],
      )
      const { status, json: given } = await door.signIn('sanne')
      assert.equal(status, 200)
      assert.match(given.session, /^[\w-]{43}$/)
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('holds browsers to TLS where people come by TLS, and answers to that name', async () => {
    const door = await openPeoplesDoor({ url: 'https://sluis.verhage.example' })
    try {
      const { headers } = await door.signIn('sanne')
      assert.match(headers.get('strict-transport-security') ?? '', /max-age/)
      const proxied = { host: 'sluis.verhage.example' }
      assert.equal((await door.raw('/log/checkpoint', { headers: proxied })).status, 200)
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })
})
