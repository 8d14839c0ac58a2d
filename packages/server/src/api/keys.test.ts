// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

describe('keys at the people’s door', () => {
  let door: PeoplesDoor
  beforeEach(async () => {
    door = await openPeoplesDoor()
  })
  afterEach(() => door?.[Symbol.asyncDispose]())

  const idOf = (kind: 'agent' | 'person', holder: string): string => {
    const [id] = door.services.identity.keysOf(kind, holder)
    assert.ok(id)
    return id
  }
  const said = async (who: string, method: string, path: string, body?: object) => {
    const { status, json } = await door.as(who, method, `/api/v1${path}`, body)
    return status < 300 ? status : `${status} ${json.code}`
  }
  const make = (who: string, path: string, body: object = {}) => said(who, 'POST', `${path}/keys`, body)
  const revoke = (who: string, id: string, body: object = {}) => said(who, 'POST', `/keys/${id}/revoke`, body)

  it('are listed for everyone who may look, with who has none, and never with what opens a door', async () => {
    await door.services.identity.revoke(idOf('person', 'bram'))
    const { json, text } = await door.as('ruth', 'GET', '/api/v1/keys')
    const { keys, without } = json
    assert.equal(keys.length, 6)
    assert.deepEqual(without, { people: [{ id: 'bram', name: 'Bram de Wit' }], agents: [] })
    const { issuedAt, id, ...agent } = keys.find(({ kind }: { kind: string }) => kind === 'agent')
    const holder = { id: 'reporter', name: 'Weekly report agent' }
    assert.deepEqual(agent, { kind: 'agent', holder, madeBy: 'machine', mayRevoke: false, inUse: false })
    assert.doesNotMatch(text, /sl[apr]_|hash/)
    const loaded = (await door.as('anna', 'POST', '/api/v1/organisation/load', {})).json
    const doubts = loaded.doubts.map(({ file }: { file: string }) => file)
    assert.deepEqual([loaded.without, doubts], [without, ['policies', 'systems/weekly-report.yaml']])
  })

  it('are made for agents by who runs them, for people by an owner, for oneself by everyone', async () => {
    const made = await door.as('omar', 'POST', '/api/v1/agents/reporter/keys', {})
    assert.equal(made.status, 201)
    assert.equal(door.services.identity.keysOf('agent', 'reporter').includes(made.json.id), true)
    const own = await door.as('sanne', 'POST', '/api/v1/people/sanne/keys', {})
    assert.equal((await door.as(own.json.key, 'GET', '/api/v1/me')).json.person.id, 'sanne')
    assert.deepEqual(
      [
        await make('sanne', '/agents/reporter'),
        await make('sanne', '/people/bram'),
        await make('omar', '/people/bram'),
      ],
      ['403 forbidden', '403 forbidden', '403 forbidden'],
    )
    await door.services.identity.revoke(idOf('person', 'bram'))
    assert.equal(await make('anna', '/people/bram'), 201)
    const { keys } = (await door.as('ruth', 'GET', '/api/v1/keys')).json
    const madeBy = (holder: string) =>
      keys.findLast((key: { holder: { id: string } }) => key.holder.id === holder).madeBy.id
    assert.deepEqual([madeBy('reporter'), madeBy('sanne'), madeBy('bram')], ['omar', 'sanne', 'anna'])
  })

  it('of another are not made beside theirs, so that nobody acts in their name without their noticing', async () => {
    assert.equal(await make('anna', '/people/bram'), '409 key-held')
    const before = door.keyOf('bram')
    assert.equal(await revoke('anna', idOf('person', 'bram')), 200)
    assert.equal((await door.as(before, 'GET', '/api/v1/me')).status, 401)
    const given = (await door.as('anna', 'POST', '/api/v1/people/bram/keys', {})).json
    assert.equal(await make('anna', '/people/bram'), '409 key-held')
    // And they are told, until they have made their own and ended that one.
    const told = async (key: string) => (await door.as(key, 'GET', '/api/v1/me')).json.madeByOthers
    assert.deepEqual(await told(given.key), [{ id: 'anna', name: 'Anna Verhage' }])
    const own = (await door.as(given.key, 'POST', '/api/v1/people/bram/keys', {})).json
    assert.ok(await told(own.key))
    assert.equal(await revoke(own.key, given.id), 200)
    assert.equal(await told(own.key), undefined)
  })

  it('are made with a key in hand, and not by a session that somebody left open', async () => {
    const { session } = (await door.signIn('anna')).json
    const headers = { 'sluis-session': session, 'content-type': 'application/json', origin: door.url }
    for (const path of ['/api/v1/agents/reporter/keys', '/api/v1/people/anna/keys']) {
      const { status, json } = await door.raw(path, { method: 'POST', headers, body: '{}' })
      assert.deepEqual([status, json.code], [403, 'key-needed'])
    }
  })

  it('are for who stands in the files, two at most, and expire in the future', async () => {
    assert.equal(await make('anna', '/agents/nobody'), '404 not-found')
    assert.equal(await make('anna', '/people/reporter'), '404 not-found')
    assert.equal(await make('anna', '/agents/reporter', { expiresAt: Date.now() - 1 }), '422 expiry-past')
    assert.equal(await make('anna', '/agents/reporter', { expiresAt: 1.5 }), '400 invalid-request')
    const expiresAt = Date.now() + 60_000
    const { json } = await door.as('anna', 'POST', '/api/v1/agents/reporter/keys', { expiresAt })
    assert.equal(json.expiresAt, expiresAt)
    assert.equal(await make('anna', '/agents/reporter'), '409 keys-enough')
  })

  it('of agents are cut off by everyone who may stop, of people by few and by themselves', async () => {
    const agent = idOf('agent', 'reporter')
    assert.equal(await revoke('ruth', agent), '403 forbidden')
    assert.equal(await revoke('sanne', agent), 200)
    assert.equal(await revoke('sanne', agent), '404 not-found')
    assert.deepEqual(door.services.identity.keysOf('agent', 'reporter'), [])
    assert.equal(await revoke('sanne', idOf('person', 'vera')), '403 forbidden')
    assert.equal(await revoke('ruth', idOf('person', 'ruth')), 200)
    assert.equal(await revoke('omar', idOf('person', 'vera')), 200)
  })

  it('take their sessions along when they are revoked, and no others', async () => {
    const sessions = [await door.signIn('sanne'), await door.signIn('bram')].map(({ json }) => json.session)
    const statuses = () =>
      Promise.all(
        sessions.map(
          async (session) => (await door.raw('/api/v1/me', { headers: { 'sluis-session': session } })).status,
        ),
      )
    assert.deepEqual(await statuses(), [200, 200])
    await revoke('anna', idOf('person', 'sanne'))
    assert.deepEqual(await statuses(), [401, 200])
  })

  it('of those who may make keys for people go without more words while another of theirs is left', async () => {
    const { json } = await door.as('anna', 'POST', '/api/v1/people/anna/keys', {})
    assert.equal(await revoke('anna', json.id), 200)
  })

  it('that are the last of all who may make keys for people are revoked by who says so, and by nobody else', async () => {
    const last = idOf('person', 'anna')
    assert.equal(await revoke('anna', last), '409 last-key')
    assert.equal(await revoke('omar', last), '409 last-key')
    assert.equal(await revoke('omar', last, { evenIfLast: true }), 200)
    assert.equal(await said('anna', 'GET', '/me'), '401 unauthenticated')
  })

  it('say in the log who made and who revoked them, by no name (P7)', async () => {
    const { json } = await door.as('omar', 'POST', '/api/v1/agents/reporter/keys', {})
    await revoke('sanne', json.id)
    const [omar, sanne] = await Promise.all(['omar', 'sanne'].map((id) => door.journal.pseudonymOf(`person:${id}`)))
    const { text } = await door.as('ruth', 'GET', '/log/tile/entries/000.p/9')
    const leaves = text.match(/\{[^{}]*"key":"[0-9a-f]{12}"[^{}]*\}/g)?.map((leaf) => JSON.parse(leaf)) ?? []
    const of = leaves.filter(({ key }) => key === json.id)
    assert.deepEqual(of, [
      { by: omar, for: 'agent', key: json.id, principal: 'reporter' },
      { by: sanne, for: 'agent', key: json.id, principal: 'reporter' },
    ])
  })

  it('are named by the verdicts that were given with them', async () => {
    await door.hold({ case: 'c1' })
    const { digest } = (await door.as('sanne', 'GET', '/api/v1/cases/c1')).json
    const entry = new Promise((resolve) => door.journal.onEntry(({ entry }) => resolve(entry.data.key)))
    assert.equal(await said('sanne', 'POST', '/cases/c1/verdicts', { verdict: 'reject', digest }), 200)
    assert.equal(await entry, idOf('person', 'sanne'))
  })

  it('are nothing that an agent reaches (P9)', async () => {
    for (const [method, path] of [
      ['GET', '/keys'],
      ['POST', '/agents/reporter/keys'],
      ['POST', '/people/anna/keys'],
      ['POST', `/keys/${idOf('person', 'anna')}/revoke`],
    ] as const) {
      assert.equal(await said(door.agentKey, method, path, method === 'GET' ? undefined : {}), '401 unauthenticated')
    }
  })
})
