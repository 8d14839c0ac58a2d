// SPDX-License-Identifier: EUPL-1.2
// A log that several processes share: what each of them sees of the others, and what a database that fails leaves.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { decodeBundle } from '@sluis/log'
import { Client } from 'pg'
import { type Appended, Journal, JournalError, openBeside, type Place, readFields, serveSigner } from './index.ts'
import { startLosingWire } from './testing/losing-wire.ts'
import { onDay } from './testing/on-day.ts'
import { hasPostgres, startPostgres, type TestPostgres } from './testing/postgres.ts'

const projections = new URL('./testing/projection.ts', import.meta.url)
const open = (place: Place, folds = projections) =>
  Journal.open({ ...place, origin: 'test.example/log', projections: folds })
const count = (name: string, by = 1) => ({ kind: 'counter.added', data: { name, by } })

describe('a log that processes share', { skip: hasPostgres ? false : 'npm has no PostgreSQL for this machine' }, () => {
  const root = mkdtempSync(join(tmpdir(), 'sluis-shared-'))
  let postgres: TestPostgres
  let made = 0

  before(async () => {
    const started = await startPostgres()
    assert.ok(started)
    postgres = started
  })
  after(async () => {
    await postgres?.stop()
    rmSync(root, { recursive: true })
  })

  /** Journals on one database, each with a folder of its own and the same key. */
  async function openBoth([ours, theirs]: readonly URL[] = []): Promise<readonly [Journal, Journal]> {
    const database = await postgres.database()
    const [first, second] = [newFolder(), newFolder()]
    const one = await open({ folder: first, database }, ours)
    cpSync(join(first, 'log.key'), join(second, 'log.key'))
    return [one, await open({ folder: second, database }, theirs)]
  }

  function newFolder(): string {
    return mkdtempSync(join(root, `${made++}-`))
  }

  async function closeAll(journals: readonly Journal[]): Promise<void> {
    for (const journal of journals) await journal.close()
  }

  it('has one order: no index twice, each series without gaps, each seen by all in the same order', async () => {
    const journals = await openBoth()
    const heard = journals.map((journal) => {
      const entries: Appended[] = []
      journal.onEntry((appended) => entries.push(appended))
      return entries
    })
    const drafts = Array.from({ length: 100 }, (_, at) => ({ ...count(`c${at % 5}`), series: 's' }))
    await Promise.all(drafts.map((draft, at) => journals[at % 2]?.append(draft)))
    await Promise.all(journals.map((journal) => journal.contact()))
    for (const entries of heard) {
      assert.deepEqual(
        entries.map(({ entry }) => [entry.index, entry.number]),
        drafts.map((_, at) => [at, at + 1]),
      )
    }
    const [one, other] = await Promise.all(journals.map((journal) => journal.dump()))
    assert.equal(one, other)
    // What one process remembers of a row is not what stands there once another has folded into it.
    for (let turn = 0; turn < 3; turn++) for (const journal of journals) await journal.append(count('c0'))
    assert.deepEqual(await journals[0].query("SELECT total FROM counters WHERE name = 'c0'"), [{ total: 26 }])
    await closeAll(journals)
  })

  it('takes in a process while another one writes, also where a signer apart signs for both (P11)', async () => {
    const socket = join(newFolder(), 'signer')
    const keyFile = join(newFolder(), 'signing.key')
    const signer = await serveSigner({ keyFile, socket, origin: 'test.example/log' })
    const settings = { database: await postgres.database(), origin: 'test.example/log', projections, signer: socket }
    const writer = await Journal.open({ ...settings, folder: newFolder() })
    let isOver = false
    const writing = [0, 1, 2, 3].map(async () => {
      while (!isOver) await writer.append(count('x'))
    })
    try {
      for (let joined = 0; joined < 6; joined++) {
        const joining = await Journal.open({ ...settings, folder: newFolder() })
        await joining.append(count('y'))
        await joining.close()
      }
    } finally {
      isOver = true
      await Promise.all(writing)
      await writer.close()
      await signer.close()
    }
  })

  it('refuses by the fold, whichever process asks: one winner of two (P5)', async () => {
    const journals = await openBoth()
    await journals[0].append(count('grant'))
    const both = await Promise.allSettled(journals.map((journal) => journal.append(count('grant', -1))))
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await closeAll(journals)
  })

  it('tells the others at once of what one added', async () => {
    const journals = await openBoth()
    const heard = new Promise<boolean>((resolve) => journals[1].onEntry((_, isOurs) => resolve(isOurs)))
    await journals[0].append(count('x'))
    assert.equal(await heard, false)
    await closeAll(journals)
  })

  it('seals nothing more under a key that another process destroyed (P7)', async () => {
    const [one, other] = await openBoth()
    // A run's notes are sealed under a key of their day, which goes with the run's own.
    for (const subject of ['person:a', 'run:r1']) {
      const note = (value: string) => ({ ...count('p'), private: [{ name: 'note', value, subject }] })
      const { entry: before } = await one.append(note('before'))
      await other.append(note('before, by the other'))
      const pseudonym = await other.pseudonymOf(subject)
      await one.erase(subject, 'GDPR art. 17')
      const { entry: after } = await other.append(note('after'))
      assert.equal(await other.disclose(before.index, 'note'), undefined)
      assert.equal((await one.disclose(after.index, 'note'))?.value, 'after')
      assert.notEqual(await one.pseudonymOf(subject), pseudonym)
    }
    await closeAll([one, other])
  })

  it('says once that a day’s content went, also when a process still had its key in mind (P7)', async () => {
    const [one, other] = await openBoth(['2026-10-01', '2026-11-20'].map((day) => onDay(day, projections)))
    await one.append({ ...count('p'), private: [{ name: 'note', value: 'x', subject: 'run:r1' }] })
    await other.expire('2026-10-01', ['r1'])
    await assert.rejects(one.expire('2026-10-01', ['r1']), { reason: 'nothing-kept' })
    await closeAll([one, other])
  })

  it('opens what each process sealed of one conversation, by whichever is asked, until it is erased (P7)', async () => {
    const journals = await openBoth()
    const turn = (parts: readonly string[]) => ({
      ...count('p'),
      private: [{ name: 'request', value: parts.length, subject: 'run:1', parts }],
    })
    const said = Array.from({ length: 6 }, (_, at) => Array.from({ length: at + 1 }, (_, part) => `part ${part}`))
    for (const [at, parts] of said.entries()) await journals[at % 2]?.append(turn(parts))
    for (const journal of journals) {
      const found = await Promise.all(said.map((_, index) => journal.disclose(index, 'request')))
      assert.deepEqual(
        found.map((field) => field?.parts),
        said,
      )
    }
    for await (const { fields } of readFields(journals[0].place, 'request', 0)) {
      assert.deepEqual(
        fields.map(({ value }) => value),
        said.map((parts) => parts.length),
      )
    }
    await journals[0].erase('run:1', 'GDPR art. 17')
    for (const journal of journals) assert.equal(await journal.disclose(3, 'request'), undefined)
    assert.deepEqual(await journals[0].query('SELECT COUNT(*) AS left FROM seals'), [{ left: 0 }])
    const { entry } = await journals[1].append(turn(['part 0', 'part 1']))
    assert.deepEqual((await journals[0].disclose(entry.index, 'request'))?.parts, ['part 0', 'part 1'])
    await closeAll(journals)
  })

  it('is not opened with another key, nor by two processes from one folder', async () => {
    const database = await postgres.database()
    const folder = newFolder()
    const journal = await open({ folder, database })
    await journal.append(count('x'))
    const code = (wanted: string) => (error: unknown) => error instanceof JournalError && error.code === wanted
    await assert.rejects(open({ folder, database }), code('in-use'))
    await assert.rejects(open({ folder: newFolder(), database }), code('key-unusable'))
    await journal.close()
  })

  it('takes in no other version beside one that runs, and nothing more of one that stood still meanwhile (P12)', async () => {
    const database = await postgres.database()
    const [first, second] = [newFolder(), newFolder()]
    const next = new URL('./testing/next-projection.ts', import.meta.url)
    const isOther = (error: unknown) => error instanceof JournalError && error.code === 'other-version'
    const old = await open({ folder: first, database })
    cpSync(join(first, 'log.key'), join(second, 'log.key'))
    await old.append(count('x'))
    await assert.rejects(open({ folder: second, database }, next), isOther)
    await old.append(count('x'))
    // As the database sees a process that stands still for longer than ten seconds.
    const client = new Client(database)
    await client.connect()
    await client.query('DELETE FROM sluis.processes')
    await client.end()
    const newer = await open({ folder: second, database }, next)
    await newer.append(count('x'))
    for (const _ of [1, 2]) await assert.rejects(old.append(count('x')), isOther)
    await assert.rejects(old.contact(), isOther)
    assert.deepEqual(await newer.query('SELECT count FROM times'), [{ count: 3 }])
    assert.deepEqual(await newer.query('SELECT total FROM counters'), [{ total: 3 }])
    await closeAll([old, newer])
    const back = await open({ folder: first, database })
    assert.deepEqual(await back.query('SELECT total FROM counters'), [{ total: 3 }])
    await back.close()
  })

  it('loses nothing it confirmed when the database dies, and goes on when it is back (P1)', async () => {
    const journals = await openBoth()
    const confirmed: Appended[] = []
    let isOver = false
    const work = journals.map(async (journal, at) => {
      for (let n = 0; !isOver; n++) {
        await journal.append({ kind: 'note', data: { at, n }, series: `s${at}` }).then(
          (appended) => confirmed.push(appended),
          () => delay(20),
        )
      }
    })
    for (let crash = 0; crash < 3; crash++) {
      await delay(300)
      await postgres.crash()
    }
    const before = confirmed.length
    while (confirmed.length < before + 10) await delay(20)
    isOver = true
    await Promise.all(work)
    const { size } = await journals[0].log.checkpoint()
    assert.equal(new Set(confirmed.map(({ entry }) => entry.index)).size, confirmed.length)
    const leaves = await leavesOf(journals[0], size)
    for (const { entry } of confirmed) {
      const leaf: unknown = JSON.parse(leaves[entry.index] ?? '{}')
      assert.deepEqual(leaf, { ...(leaf as object), data: entry.data, number: entry.number })
    }
    await closeAll(journals)
  })

  it('shuts when the store no longer holds what this process acknowledged (P11)', async () => {
    const database = await postgres.database()
    const journal = await open({ folder: newFolder(), database })
    const client = new Client(database)
    await client.connect()
    await journal.append(count('x'))
    const { rows } = await client.query('SELECT * FROM sluis.head')
    await journal.append(count('x'))
    const [{ size, frontier, checkpoint }] = rows
    await client.query('DELETE FROM sluis.entries WHERE idx >= $1', [size])
    await client.query('UPDATE sluis.head SET size = $1, frontier = $2, checkpoint = $3', [size, frontier, checkpoint])
    for (const _ of [1, 2]) {
      await assert.rejects(journal.append(count('x')), (error) => {
        return error instanceof JournalError && error.code === 'damaged'
      })
    }
    await client.end()
    await journal.close()
  })

  // One of them longer than any question waits for its answer.
  for (const [when, awayMs] of [
    ['before', 32_000],
    ['after', 3000],
  ] as const) {
    it(`goes on by itself after a commit of which nobody heard, cut off ${when} it, however long the database was away`, {
      timeout: 90_000,
    }, async () => {
      await using wire = await startLosingWire(await postgres.database())
      const folder = newFolder()
      const journal = await open({ folder, database: wire.url })
      await journal.append(count('x'))
      const cut = wire.cutAtCommit(when)
      const doubtful = journal.append(count('x')).then(
        () => 'stands',
        (error: unknown) => isUnwritable(error) && 'does not',
      )
      await cut
      await postgres.crash()
      const began = performance.now()
      let refused = 0
      while (performance.now() - began < awayMs) {
        await assert.rejects(journal.append(count('x')), isUnwritable)
        refused++
        await delay(500)
      }
      assert.ok(refused > awayMs / 2000, 'those that come meanwhile are told at once')
      wire.mend()
      assert.equal(await doubtful, when === 'after' ? 'stands' : 'does not')
      const stood = when === 'after' ? 2 : 1
      assert.equal((await journal.append(count('x'))).entry.index, stood)
      assert.deepEqual({ ...(await journal.query('SELECT total FROM counters'))[0] }, { total: stood + 1 })
      await journal.close()
      const again = await open({ folder, database: wire.url })
      assert.equal((await again.log.checkpoint()).size, stood + 1)
      await again.close()
    })
  }

  it('goes on after a lost commit that held no entry, of which nobody was promised anything', async () => {
    await using wire = await startLosingWire(await postgres.database())
    const journal = await open({ folder: newFolder(), database: wire.url })
    const cut = wire.cutAtCommit('after')
    const named = assert.rejects(journal.pseudonymOf('person:anna'), isUnwritable)
    await cut
    await named
    wire.mend()
    assert.equal((await journal.append(count('x'))).entry.index, 0)
    assert.equal(await journal.pseudonymOf('person:anna'), await journal.knownAs('person:anna'))
    await journal.close()
  })

  it('closes also while it does not know whether its last commit stands', async () => {
    await using wire = await startLosingWire(await postgres.database())
    const folder = newFolder()
    const journal = await open({ folder, database: wire.url })
    const cut = wire.cutAtCommit('after')
    const doubtful = assert.rejects(journal.append(count('x')), isUnwritable)
    await cut
    await journal.close()
    await doubtful
    wire.mend()
    const again = await open({ folder, database: wire.url })
    assert.equal((await again.log.checkpoint()).size, 1)
    await again.close()
  })

  it('says of every question to a database that is away that it is, and of none that what is stored is damaged', async () => {
    const journal = await open({ folder: newFolder(), database: await postgres.database() })
    const database = await postgres.database()
    const told: unknown[] = []
    let isOver = false
    const asking = [
      () => journal.query('SELECT 1 AS one'),
      async () => (await open({ folder: newFolder(), database })).close(),
    ].map(async (ask) => {
      while (!isOver) await ask().catch((error: unknown) => told.push(error))
    })
    for (let crash = 0; crash < 2; crash++) await postgres.crash()
    isOver = true
    await Promise.all(asking)
    assert.ok(told.length > 2)
    for (const error of told) assert.ok(isUnwritable(error), String(error))
    await journal.close()
  })

  it('says that the database is read-only, also of what lies beside the log', async () => {
    const place = { folder: newFolder(), database: await postgres.database() }
    await (await open(place)).close()
    const client = new Client(place.database)
    await client.connect()
    const { rows } = await client.query('SELECT current_database() AS name')
    await client.query(`ALTER DATABASE ${rows[0].name} SET default_transaction_read_only = on`)
    await client.end()
    const beside = openBeside(place, 'identity')
    const isReadOnly = (error: unknown) => isUnwritable(error) && /read-only/.test(String(error))
    await assert.rejects(beside.run("INSERT INTO secrets (name, value) VALUES ('x', $1)", new Uint8Array()), isReadOnly)
    await assert.rejects(open(place), isReadOnly)
    await beside.close()
  })

  it('says so, and opens nothing, when the database is away or keeps no promise', async () => {
    await assert.rejects(open({ folder: newFolder(), database: 'postgres://nobody@127.0.0.1:1/none' }), isUnwritable)
  })
})

function isUnwritable(error: unknown): boolean {
  return error instanceof JournalError && error.code === 'unwritable'
}

async function leavesOf(journal: Journal, size: number): Promise<readonly string[]> {
  const bundles = Array.from({ length: Math.ceil(size / 256) }, async (_, index) => {
    const width = Math.min(256, size - index * 256)
    const bytes = await journal.log.tile({ level: 'entries', index, width })
    return decodeBundle(bytes ?? new Uint8Array(), width).map((leaf) => Buffer.from(leaf).toString())
  })
  return (await Promise.all(bundles)).flat()
}
