// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { OrganisationError } from '../organisation/index.ts'
import { openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

const wrong = {
  file: 'tools.yaml',
  line: 3,
  column: 1,
  message: { nl: 'groups: hier hoort een lijst', en: 'groups: this should be a list' },
}

interface Schema {
  readonly $ref?: string
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly type?: string
  readonly additionalProperties?: unknown
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
}

describe('the people’s door', () => {
  let door: PeoplesDoor
  before(async () => {
    door = await openPeoplesDoor({
      services: {
        reload: () => Promise.reject(new OrganisationError([wrong])),
      },
    })
  })
  after(() => door?.[Symbol.asyncDispose]())

  it('tells a refusal in the caller’s language, or else in the organisation’s (RFC 9457)', async () => {
    const told = async (language?: string) =>
      door.raw('/api/v1/me', { headers: language === undefined ? {} : { 'accept-language': language } })
    const english = await told('en-GB,en;q=0.9,nl;q=0.1')
    assert.equal(english.headers.get('content-type'), 'application/problem+json')
    assert.equal(english.headers.get('www-authenticate'), 'Bearer')
    assert.deepEqual(english.json, {
      status: 401,
      code: 'unauthenticated',
      title: 'Not signed in',
      detail: "Sign in with your own key. An agent's key doesn't work here.",
    })
    for (const language of [undefined, 'nl-BE', 'fr;q=0.9,nl;q=0.8', 'fr', 'en;q=0']) {
      assert.equal((await told(language)).headers.get('content-language'), 'nl', language)
    }
  })

  it('names the fields of a request that has not its shape, and repeats no value', async () => {
    const {
      status,
      json: problem,
      text,
    } = await door.as('sanne', 'POST', '/api/v1/stops', {
      scope: 'agent',
      target: 'a b',
      reason: 'x',
      secret: 'hunter2',
    })
    assert.deepEqual([status, problem.code], [400, 'invalid-request'])
    assert.ok(problem.fields.some(({ field }: { field: string }) => field === 'target'))
    assert.doesNotMatch(text, /a b|hunter2/)
  })

  it('refuses what is no JSON, too large, too deep or no Unicode', async () => {
    await door.hold({ case: 'c1' })
    const sent = async (body: string, type = 'application/json') => {
      const answer = await door.sendAs('sanne', '/api/v1/cases/c1/verdicts', body, type)
      return [answer.status, answer.json.code]
    }
    const edit = (value: string) => `{"verdict":"edit","digest":"d","arguments":{"a":${value}}}`
    assert.deepEqual(await sent('{"verdict":'), [400, 'invalid-request'])
    assert.deepEqual(await sent('{}', 'text/plain'), [415, 'unsupported-media-type'])
    assert.deepEqual(await sent(`"${'x'.repeat(1_048_576)}"`), [413, 'body-too-large'])
    assert.deepEqual(await sent(edit(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)), [400, 'invalid-request'])
    assert.deepEqual(await sent(edit('"\\ud800"')), [400, 'invalid-request'])
    assert.deepEqual(await sent('{"verdict":"reject","digest":"d","reason":"\\udfff"}'), [400, 'invalid-request'])
  })

  it('says what is wrong with the organisation’s files, line by line', async () => {
    const { status, json: problem } = await door.as('anna', 'POST', '/api/v1/organisation/load', {})
    assert.deepEqual([status, problem.code], [422, 'organisation-unreadable'])
    assert.deepEqual(problem.problems, [{ ...wrong, message: wrong.message.nl }])
  })

  it('forbids every script, style and frame but its own files', async () => {
    for (const path of ['/', '/api/v1/me', '/log/checkpoint', '/nothing.js']) {
      const { headers } = await door.raw(path)
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/, path)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.doesNotMatch(policy, /unsafe|https?:|\*/)
      assert.deepEqual(
        ['x-content-type-options', 'x-frame-options', 'referrer-policy'].map((name) => headers.get(name)),
        ['nosniff', 'DENY', 'no-referrer'],
      )
    }
  })

  it('describes itself, with every refusal', async () => {
    const { status, json: document } = await door.raw('/api/v1/openapi.json')
    assert.equal(status, 200)
    assert.ok(document.components.schemas.Case.properties.digest)
    for (const methods of Object.values<Record<string, { responses: object }>>(document.paths)) {
      for (const { responses } of Object.values(methods)) assert.ok('default' in responses)
    }
  })

  it('takes no member that it does not know: one that is mistyped would be passed over', async () => {
    const { json: document } = await door.raw('/api/v1/openapi.json')
    const closed = (schema: Schema): boolean => {
      const { $ref, oneOf, anyOf, type, additionalProperties } = schema
      if ($ref !== undefined) return closed(document.components.schemas[$ref.slice('#/components/schemas/'.length)])
      const forms = oneOf ?? anyOf
      return forms === undefined ? type === 'object' && additionalProperties === false : forms.every(closed)
    }
    const open = Object.entries<Readonly<Record<string, Operation>>>(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).some(({ requestBody }) => {
        const schema = requestBody?.content['application/json']?.schema
        return schema !== undefined && !closed(schema)
      })
        ? [path]
        : [],
    )
    // An envelope of DSSE, which may have more; only what is signed is kept.
    assert.deepEqual(open, ['/api/v1/statements'])
  })

  it('takes no query parameter that an address does not have: passed over, it would give another list in silence', async () => {
    const { json: document } = await door.raw('/api/v1/openapi.json')
    const operations = Object.entries<Readonly<Record<string, Operation>>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({ path, method, parameters })),
    )
    assert.ok(operations.some(({ parameters }) => parameters.length > 1))
    for (const { path, method, parameters } of operations) {
      const address = path.replaceAll(/\{[^}]+\}/g, 'x')
      const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
      const refused = async (name: string) => {
        const answer = await door.as('anna', method.toUpperCase(), `${address}?${name}=hunter2`)
        const fields: readonly { readonly field: string }[] = answer.json?.fields ?? []
        assert.doesNotMatch(answer.text, /hunter2/)
        return (
          answer.status === 400 && fields.some(({ field }) => field === name) && /bestaan|parameters/.test(answer.text)
        )
      }
      assert.ok(await refused('since'), `${method} ${path}`)
      // Named as the prototype of every object has it, it is none either.
      assert.equal((await door.as('anna', method.toUpperCase(), `${address}?constructor=1`)).status, 400, path)
      for (const name of known) assert.ok(!(await refused(name)), `${method} ${path} takes ${name}`)
    }
    assert.equal((await door.raw('/api/v1/openapi.json?since=1')).status, 400)
    assert.equal((await door.raw('/log/checkpoint?since=1')).status, 200, 'an address of tlog-tiles, and no list')
  })

  it('says of a parameter that is mistyped which ones there are', async () => {
    const { json } = await door.as('anna', 'GET', '/api/v1/calls?AFTER=c1&limt=2')
    assert.deepEqual(
      json.fields.map(({ field }: { field: string }) => field),
      ['AFTER', 'limt'],
    )
    assert.match(json.fields[1].message, /after.*limit/)
    assert.equal((await door.as('anna', 'GET', '/api/v1/calls?limit=2')).status, 200)
    assert.equal((await door.as('anna', 'GET', '/api/v1/call?limit=2')).status, 404)
    assert.equal((await door.raw('/api/v1/calls?limt=2')).status, 401, 'nobody who is not known here is told')
  })

  it('has one address for each thing: none with a slash at its end', async () => {
    assert.equal((await door.as('sanne', 'GET', '/api/v1/me/')).json.code, 'not-found')
    assert.equal((await door.as('sanne', 'GET', '/api/v2/me')).json.code, 'not-found')
    assert.equal((await door.as('sanne', 'PUT', '/api/v1/me', {})).json.code, 'not-found')
    assert.equal((await door.raw('/log/nothing')).json.code, 'not-found')
  })
})

describe('the stop over HTTP', () => {
  it('stops at once, shows who and why, and is lifted by who may', async () => {
    const door = await openPeoplesDoor()
    try {
      const order = { scope: 'agent', target: 'reporter', reason: 'het gaat mis' }
      const { status, json: stop } = await door.as('sanne', 'POST', '/api/v1/stops', order)
      assert.deepEqual([status, stop.by.name, stop.reason, stop.recorded], [201, 'Sanne Kuipers', 'het gaat mis', true])
      assert.equal((await door.as('ruth', 'GET', '/api/v1/stops')).json.stops[0].id, stop.id)
      const lift = (id: string) => door.as('anna', 'POST', `/api/v1/stops/${id}/lift`, { reason: 'opgelost' })
      assert.equal((await lift(stop.id)).json.id, stop.id)
      assert.equal((await lift(stop.id)).json.code, 'stop-not-active')
      assert.deepEqual((await door.as('ruth', 'GET', '/api/v1/stops')).json.stops, [])
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('tells who mistypes a name that nothing stopped', async () => {
    const door = await openPeoplesDoor()
    try {
      for (const scope of ['agent', 'system']) {
        const answer = await door.as('sanne', 'POST', '/api/v1/stops', { scope, target: 'reportre', reason: 'x' })
        assert.deepEqual([answer.status, answer.json.code], [422, 'target-unknown'])
      }
      assert.equal((await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'run', reason: 'x' })).status, 400)
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('says that a stop works while the store does not answer at all (P4)', { timeout: 30_000 }, async () => {
    const door = await openPeoplesDoor()
    const { append } = door.journal
    try {
      Object.assign(door.journal, { append: () => new Promise(() => undefined) })
      const answer = await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'all', reason: 'nu' })
      assert.deepEqual([answer.status, answer.json.code], [503, 'stop-unrecorded'])
      const [stop] = (await door.as('ruth', 'GET', '/api/v1/stops')).json.stops
      assert.deepEqual([stop.scope, stop.recorded], ['all', false])
    } finally {
      Object.assign(door.journal, { append })
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('says that a stop works which the log could not take, and shows it as in force (P4)', async () => {
    const door = await openPeoplesDoor()
    try {
      await door.journal.close()
      const answer = await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'all', reason: 'nu' })
      assert.deepEqual([answer.status, answer.json.code], [503, 'stop-unrecorded'])
      assert.doesNotMatch(answer.text, /closed/)
      const [stop] = (await door.as('ruth', 'GET', '/api/v1/stops')).json.stops
      assert.deepEqual([stop.scope, stop.recorded], ['all', false])
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })
})
