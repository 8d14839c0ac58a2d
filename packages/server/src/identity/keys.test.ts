// SPDX-License-Identifier: EUPL-1.2
// What the log says of keys, and that it is the log that counts: after a crash, an old copy, a table that is gone.
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Journal, JournalError } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { Identity, type KeyNews } from './index.ts'

const organisation = loadOrganisation(
  fileURLToPath(new URL('../../../../examples/weekly-report/organisation', import.meta.url)),
)
const projections = new URL('../projections.ts', import.meta.url)
const root = mkdtempSync(join(tmpdir(), 'sluis-keys-'))
let folder = ''
let journal: Journal
let identity: Identity
let now = Date.now()
let news: KeyNews[] = []

async function openHere(): Promise<void> {
  journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  identity = await Identity.open({
    journal,
    organisation: () => organisation,
    now: () => now,
    tell: (told) => news.push(told),
  })
}
async function closeHere(): Promise<void> {
  await identity.close()
  await journal.close()
}
async function reopen(): Promise<void> {
  await closeHere()
  await openHere()
}
const person = (principal: string, by?: string) =>
  identity.issue({ kind: 'person', principal, ...(by === undefined ? {} : { by }) })
const agent = () => identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna' })
const runOf = (parent: string) => identity.issue({ kind: 'run', principal: 'reporter', run: 'run-1', parent })
const refused = (reason: string) => ({ name: 'Conflict', reason })

beforeEach(async () => {
  folder = mkdtempSync(join(root, 'one-'))
  now = Date.now()
  news = []
  await openHere()
})
afterEach(closeHere)
after(() => rmSync(root, { recursive: true }))

describe('a key', () => {
  it('is listed with whose it is, since when, until when and who made it, and opens nothing by that (P9)', async () => {
    const first = await person('anna')
    const expiresAtMs = now + 60_000
    const { id, key } = await identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna', expiresAtMs })
    const listed = await identity.keys()
    assert.deepEqual(
      listed.map(({ issuedAtMs, ...rest }) => rest),
      [
        { id: first.id, kind: 'person', holder: 'anna', madeBy: 'machine' },
        { id, kind: 'agent', holder: 'reporter', expiresAtMs, madeBy: { person: 'anna' } },
      ],
    )
    assert.ok(listed.every(({ issuedAtMs }) => issuedAtMs >= now - 1000))
    assert.equal(JSON.stringify(listed).includes(key.slice(-43)), false)
    now = expiresAtMs
    assert.equal((await identity.keys()).length, 1)
    assert.deepEqual(identity.keysOf('agent', 'reporter'), [])
  })

  it('can not be made to have expired already', async () => {
    const wish = { kind: 'agent', principal: 'reporter', expiresAtMs: now } as const
    await assert.rejects(identity.issue(wish), refused('expiry-past'))
  })

  it('is one of two, however many are asked for at once', async () => {
    const made = await Promise.allSettled(Array.from({ length: 6 }, agent))
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 2)
    assert.equal(identity.keysOf('agent', 'reporter').length, 2)
    const [old = ''] = identity.keysOf('agent', 'reporter')
    await identity.revoke(old)
    await agent()
    await assert.rejects(agent(), refused('keys-enough'))
  })

  it('of somebody who has one is made by nobody else, also when two ask at once', async () => {
    const { id } = await person('sanne', 'sanne')
    await assert.rejects(person('sanne', 'anna'), refused('key-held'))
    await person('sanne', 'sanne')
    for (const mine of identity.keysOf('person', 'sanne')) await identity.revoke(mine, 'anna')
    assert.equal(identity.isLive(id), false)
    const made = await Promise.allSettled([person('sanne', 'anna'), person('sanne', 'anna')])
    assert.deepEqual(made.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  })

  it('takes the run keys that were made under it along, and a run made under it comes too late', async () => {
    const { id } = await agent()
    const other = await agent()
    const run = await runOf(id)
    const spared = await runOf(other.id)
    assert.deepEqual(identity.authenticateAgent(run.key), { agent: 'reporter', run: 'run-1', key: id })
    const ended: string[] = []
    identity.onEnd((one) => ended.push(one))
    const late = assert.rejects(runOf(id), refused('key-ended'))
    await identity.revoke(id, 'anna')
    assert.equal(identity.authenticateAgent(run.key), undefined)
    assert.ok(identity.authenticateAgent(spared.key))
    await late
    await assert.rejects(runOf(id), refused('key-ended'))
    assert.deepEqual(ended, [id])
  })

  it('that was revoked makes no run any more by the log either, whichever process asks', async () => {
    const { id } = await agent()
    const data = { key: 'b'.repeat(12), for: 'run', principal: 'reporter', run: 'run-1', from: id }
    await journal.append({ kind: 'key.issued', data })
    await identity.revoke(id, 'anna')
    await assert.rejects(journal.append({ kind: 'key.issued', data }), refused('key-ended'))
  })

  it('that expired makes room for another, and after a restart is not taken for lost', async () => {
    const brief = async () => {
      const expiresAtMs = Date.now() + 2000
      await identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna', expiresAtMs })
      return async (): Promise<void> => {
        await setTimeout(expiresAtMs - Date.now() + 1)
        now = Date.now()
      }
    }
    const isOver = await brief()
    const { id } = await agent()
    await assert.rejects(agent(), refused('keys-enough'))
    await isOver()
    const isOverToo = await brief()
    await assert.rejects(agent(), refused('keys-enough'))
    assert.equal((await journal.query('SELECT id FROM keys')).length, 2)
    await isOverToo()
    const { size } = await journal.log.checkpoint()
    await reopen()
    assert.equal((await journal.log.checkpoint()).size, size)
    assert.deepEqual(identity.keysOf('agent', 'reporter'), [id])
  })

  it('that expires leaves no run key that lasts longer', async () => {
    const { id } = await identity.issue({ kind: 'agent', principal: 'reporter', expiresAtMs: now + 1000 })
    const wish = { kind: 'run', principal: 'reporter', run: 'run-1', parent: id, expiresAtMs: now + 9000 } as const
    assert.equal((await identity.issue(wish)).expiresAtMs, now + 1000)
  })

  it('is told of to whoever tells its holder', async () => {
    const { id } = await person('sanne', 'anna')
    await identity.revoke(id, 'omar')
    assert.deepEqual(news, [
      { became: 'issued', kind: 'person', holder: 'sanne', by: 'anna' },
      { became: 'revoked', kind: 'person', holder: 'sanne', by: 'omar' },
    ])
  })

  it('opens nothing at once, also when the log can not take it, and is recorded when it is asked again', async (t) => {
    const { id, key } = await person('sanne')
    const append = t.mock.method(journal, 'append', () =>
      Promise.reject(new JournalError('unwritable', { nl: 'vol', en: 'full' })),
    )
    await assert.rejects(identity.revoke(id, 'anna'), JournalError)
    assert.equal(identity.authenticatePerson(key), undefined)
    assert.deepEqual(identity.holderOf(id), { kind: 'person', holder: 'sanne' })
    append.mock.restore()
    assert.equal(await identity.revoke(id, 'anna'), true)
    assert.equal(await identity.revoke(id, 'anna'), false)
    await reopen()
    assert.deepEqual(await identity.keys(), [])
  })

  it('leaves nothing in the table of keys when it ends, and ends also where that table fails', async () => {
    const [first, second] = [await agent(), await agent()]
    const table = new DatabaseSync(join(folder, 'identity.db'))
    await identity.revoke(first.id, 'anna')
    assert.deepEqual(
      table
        .prepare('SELECT id FROM credentials')
        .all()
        .map(({ id }) => id),
      [second.id],
    )
    table.exec('DROP TABLE credentials')
    table.close()
    assert.equal(await identity.revoke(second.id, 'anna'), true)
    assert.equal(identity.authenticateAgent(second.key), undefined)
    assert.deepEqual(await journal.query('SELECT id FROM keys'), [])
  })

  it('of a run is nobody’s to look up', async () => {
    const { id } = await agent()
    assert.deepEqual(identity.holderOf(id), { kind: 'agent', holder: 'reporter' })
    assert.equal(identity.holderOf((await runOf(id)).id), undefined)
  })
})

describe('the log', () => {
  it('rules: a key that it says was revoked opens nothing when an old table comes back', async () => {
    const { id, key } = await person('sanne')
    await identity.close()
    copyFileSync(join(folder, 'identity.db'), join(folder, 'kept'))
    await journal.close()
    await openHere()
    await identity.revoke(id, 'anna')
    await closeHere()
    copyFileSync(join(folder, 'kept'), join(folder, 'identity.db'))
    await openHere()
    assert.equal(identity.authenticatePerson(key), undefined)
    assert.deepEqual(identity.keysOf('person', 'sanne'), [])
  })

  it('hears that the keys are gone when their table is, so that new ones can be made', async () => {
    const lost = [await person('sanne'), await person('sanne')]
    await closeHere()
    copyFileSync(join(folder, 'identity.db'), join(folder, 'kept'))
    rmSync(join(folder, 'identity.db'))
    await openHere()
    assert.deepEqual(await identity.keys(), [])
    const fresh = await person('sanne', 'anna')
    await closeHere()
    // Whoever kept the old table has nothing that works.
    copyFileSync(join(folder, 'kept'), join(folder, 'identity.db'))
    await openHere()
    for (const { key } of [...lost, fresh]) assert.equal(identity.authenticatePerson(key), undefined)
  })

  it('has entries from before it said who made a key: they count for those who hold them, and are revoked as any', async () => {
    const { id, key } = await person('sanne')
    const principal = await journal.pseudonymOf('person:sanne')
    await closeHere()
    // As they were written before.
    journal = await Journal.open({ folder, origin: 'test.example/log', projections })
    await journal.append({ kind: 'key.revoked', data: { key: id } })
    await journal.append({ kind: 'key.issued', data: { key: id, for: 'person', principal } })
    await journal.close()
    await openHere()
    assert.equal(identity.authenticatePerson(key)?.id, 'sanne')
    assert.deepEqual(
      (await identity.keys()).map(({ madeBy }) => madeBy),
      ['unknown'],
    )
    assert.equal(await identity.revoke(id, 'anna'), true)
    await reopen()
    assert.deepEqual(await identity.keys(), [])
  })

  it('is all that the list is made of: folded anew, it says the same (P12)', async () => {
    const expiresAtMs = now + 60_000
    const old = await identity.issue({ kind: 'agent', principal: 'reporter', by: 'anna', expiresAtMs })
    await agent()
    await identity.revoke(old.id, 'sanne')
    await agent()
    await person('sanne', 'anna')
    await runOf((await identity.keys())[0]?.id ?? '')
    const dump = await journal.dump()
    await closeHere()
    const store = new DatabaseSync(join(folder, 'journal.db'))
    store.exec("DELETE FROM shapes WHERE room = 'identity'")
    store.close()
    await openHere()
    assert.equal(await journal.dump(), dump)
  })
})
