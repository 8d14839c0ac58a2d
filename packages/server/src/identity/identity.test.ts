// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Journal } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { actsOf, Identity, may, Sessions } from './index.ts'

const organisation = loadOrganisation(
  fileURLToPath(new URL('../../../../examples/weekly-report/organisation', import.meta.url)),
)
const folder = mkdtempSync(join(tmpdir(), 'sluis-identity-'))
const projections = new URL('../projections.ts', import.meta.url)
let now = 1_000_000
let journal: Journal
let identity: Identity
const open = () => Identity.open({ journal, organisation: () => organisation, now: () => now })

before(async () => {
  journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  identity = await open()
})
after(async () => {
  await identity.close()
  await journal.close()
  rmSync(folder, { recursive: true })
})

describe('keys', () => {
  it('open one door only: an agent is no person and a person no agent (P9)', async () => {
    const agent = await identity.issue({ kind: 'agent', principal: 'reporter' })
    const person = await identity.issue({ kind: 'person', principal: 'sanne' })
    assert.deepEqual(identity.authenticateAgent(agent.key), { agent: 'reporter', key: agent.id })
    assert.equal(identity.authenticatePerson(person.key)?.id, 'sanne')
    assert.equal(identity.authenticateAgent(person.key), undefined)
    assert.equal(identity.authenticatePerson(agent.key), undefined)
  })

  it('open one door only, also where an agent and a person have the same name (P9)', async () => {
    const { people, agents } = organisation
    const [person, agent] = [people.get('sanne'), agents.get('reporter')]
    assert.ok(person && agent)
    const both = new Map([['twin', { ...agent, id: 'twin' }]])
    const twins = { ...organisation, agents: both, people: new Map([['twin', { ...person, id: 'twin' }]]) }
    const twin = await Identity.open({ journal, organisation: () => twins, now: () => now })
    const [ofAgent, ofPerson] = [
      await twin.issue({ kind: 'agent', principal: 'twin' }),
      await twin.issue({ kind: 'person', principal: 'twin' }),
    ]
    const run = await twin.issue({ kind: 'run', principal: 'twin', run: 'run-1' })
    assert.equal(twin.authenticatePerson(ofPerson.key)?.id, 'twin')
    assert.deepEqual(twin.authenticateAgent(ofAgent.key), { agent: 'twin', key: ofAgent.id })
    for (const { id, key } of [ofAgent, run]) {
      assert.equal(twin.authenticatePerson(key), undefined)
      assert.equal(twin.personBehind(id), undefined)
    }
    assert.equal(twin.authenticateAgent(ofPerson.key), undefined)
    await twin.close()
  })

  it('are kept as hashes, survive a restart, and stand in no file (P7)', async () => {
    const { key } = await identity.issue({ kind: 'person', principal: 'ruth' })
    await identity.close()
    identity = await open()
    assert.equal(identity.authenticatePerson(key)?.id, 'ruth')
    for (const file of readdirSync(folder)) {
      assert.equal(readFileSync(join(folder, file), 'latin1').includes(key.slice(-43)), false, file)
    }
  })

  it('of runs are forgotten when their time is over, and of others stay to be revoked', async () => {
    const past = await identity.issue({ kind: 'run', principal: 'reporter', run: 'run-1', expiresAtMs: now + 10 })
    const agent = await identity.issue({ kind: 'agent', principal: 'reporter', expiresAtMs: now + 10 })
    now += 11
    await identity.issue({ kind: 'run', principal: 'reporter', run: 'run-2', expiresAtMs: now + 10 })
    assert.equal(identity.keysOf('run', 'reporter').length, 1)
    assert.equal(await identity.revoke(past.id), false)
    assert.equal(await identity.revoke(agent.id), true)
  })

  it('keep nobody signed in once their time is over', async () => {
    const { id } = await identity.issue({ kind: 'person', principal: 'anna', expiresAtMs: now + 10 })
    assert.equal(identity.personBehind(id)?.id, 'anna')
    now += 10
    assert.equal(identity.personBehind(id), undefined)
  })

  it('end when they are revoked, at once and for good', async () => {
    const { id, key } = await identity.issue({ kind: 'agent', principal: 'reporter' })
    assert.deepEqual(identity.authenticateAgent(key), { agent: 'reporter', key: id })
    assert.equal(await identity.revoke(id), true)
    assert.equal(identity.authenticateAgent(key), undefined)
    await identity.close()
    identity = await open()
    assert.equal(identity.authenticateAgent(key), undefined)
  })

  it('of a run are bound to it, expire, and end with the process', async () => {
    const expiresAtMs = now + 1000
    const { key } = await identity.issue({ kind: 'run', principal: 'reporter', run: 'run-1', expiresAtMs })
    assert.deepEqual(identity.authenticateAgent(key), { agent: 'reporter', run: 'run-1' })
    now = expiresAtMs
    assert.equal(identity.authenticateAgent(key), undefined)
    now -= 1000
    await identity.close()
    identity = await open()
    assert.equal(identity.authenticateAgent(key), undefined)
  })

  it('are two per principal at most, so that a forgotten one does not live on', async () => {
    await identity.issue({ kind: 'person', principal: 'omar' })
    await identity.issue({ kind: 'person', principal: 'omar' })
    const third = identity.issue({ kind: 'person', principal: 'omar' })
    await assert.rejects(third, { name: 'Conflict', reason: 'keys-enough' })
  })

  it('that are altered, cut, too long or of nobody open nothing', async () => {
    const { key } = await identity.issue({ kind: 'agent', principal: 'nobody' })
    assert.equal(identity.authenticateAgent(key), undefined)
    const good = await identity.issue({ kind: 'agent', principal: 'reporter' })
    for (const bad of [
      '',
      'sla_',
      good.key.slice(0, -1),
      `${good.key}A`,
      good.key.replace('sla', 'slr'),
      'x'.repeat(1e6),
    ]) {
      assert.equal(identity.authenticateAgent(bad), undefined)
    }
    // Also once the right one was shown, and is remembered.
    for (const isShown of [false, true]) {
      if (isShown) assert.equal(identity.authenticateAgent(good.key)?.key, good.id)
      for (let at = 17; at < good.key.length; at++) {
        const letter = good.key[at] === 'A' ? 'B' : 'A'
        assert.equal(identity.authenticateAgent(good.key.slice(0, at) + letter + good.key.slice(at + 1)), undefined)
      }
    }
  })
})

describe('roles', () => {
  it('let reviewers decide and nobody else, and auditors change nothing that agents may do', () => {
    const [anna, omar, sanne, ruth] = ['anna', 'omar', 'sanne', 'ruth'].map((id) => organisation.people.get(id))
    assert.ok(anna && omar && sanne && ruth)
    assert.deepEqual(
      [anna, omar, sanne, ruth].map((person) => may(person, 'decide')),
      [false, false, true, false],
    )
    assert.deepEqual(
      [anna, omar, sanne, ruth].map((person) => may(person, 'stop')),
      [true, true, true, false],
    )
    assert.deepEqual(
      [anna, omar, sanne, ruth].map((person) => may(person, 'resume')),
      [true, true, false, false],
    )
    assert.deepEqual(actsOf(ruth), ['read', 'review-decisions', 'hand-over', 'assess', 'raise-incident'])
  })
})

describe('sessions', () => {
  it('end by themselves, by hand, and not for another token', () => {
    const sessions = new Sessions(() => now)
    const [first, second] = [sessions.open('0123456789ab'), sessions.open('0123456789ab')]
    assert.equal(sessions.find(first), '0123456789ab')
    assert.equal(sessions.find('another'), undefined)
    sessions.close(first)
    assert.equal(sessions.find(first), undefined)
    now += 12 * 3_600_000
    assert.equal(sessions.find(second), undefined)
  })
})
