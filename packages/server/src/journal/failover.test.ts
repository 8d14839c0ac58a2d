// SPDX-License-Identifier: EUPL-1.2
// The day that PostgreSQL fails over: its primary is lost under load, a standby is promoted, and the processes find that one
// at the address that they have.
import assert from 'node:assert/strict'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { consistencyProof, parseCheckpoint, parseNote, verifyConsistency } from '@sluis/log'
import { type Entry, Journal, serveSigner } from './index.ts'
import { startLosingWire } from './testing/losing-wire.ts'
import { placesForTests } from './testing/places.ts'
import { hasPostgres, startPostgres } from './testing/postgres.ts'

const origin = 'test.example/log'
const projections = new URL('./testing/projection.ts', import.meta.url)
const count = { kind: 'counter.added', data: { name: 'a', by: 1 } }
const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'
const places = placesForTests()
const closing: (() => PromiseLike<unknown>)[] = []
after(async () => {
  for (const close of closing.toReversed()) await close()
})

type Wire = Awaited<ReturnType<typeof startLosingWire>>

async function house() {
  const primary = await startPostgres()
  assert.ok(primary)
  closing.push(() => primary.stop())
  const database = await primary.database()
  const wire = await startLosingWire(database)
  closing.push(() => wire[Symbol.asyncDispose]())
  return { primary, database, wire }
}

async function open(wire: Wire, more: { folder?: string; signer?: string } = {}): Promise<Journal> {
  const settings = { folder: more.folder ?? places.newFolder(), database: wire.url, origin, projections }
  const journal = await Journal.open({ ...settings, ...(more.signer === undefined ? {} : { signer: more.signer }) })
  closing.push(() => journal.close())
  return journal
}

/** Another process's folder, with the key of the first. */
function beside({ folder }: Journal): string {
  const other = places.newFolder()
  cpSync(join(folder, 'log.key'), join(other, 'log.key'))
  return other
}

/** The checkpoint that a process keeps beside the database. */
const newestSeenBy = ({ folder }: Journal): string =>
  readFileSync(join(folder, 'newest-checkpoint'), 'utf8').replace(/\0+$/, '')

const refusal = (opening: Promise<Journal>) =>
  opening.then(
    () => 'opened',
    (error) => `${error.code}: ${error.message}`,
  )

/** Appends until it is ended, through whatever is away; gives what was acknowledged. */
function write(journal: Journal) {
  const taken: Entry[] = []
  let isEnded = false
  const writing = (async () => {
    while (!isEnded) {
      const appended = await journal.append(count).catch(() => delay(50))
      if (appended !== undefined) taken.push(appended.entry)
    }
  })()
  return {
    taken,
    end: async () => {
      isEnded = true
      await writing
      return taken
    },
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await delay(50)) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
  }
}

async function follows(journal: Journal, earlier: string): Promise<void> {
  const [before, now] = [earlier, (await journal.log.checkpoint()).note].map((note) =>
    parseCheckpoint(parseNote(note).text),
  )
  assert.ok(before && now)
  const proof = await consistencyProof(
    before.size,
    now.size,
    async (tile) => (await journal.log.tile(tile)) ?? Buffer.of(),
  )
  verifyConsistency(before, now, proof)
}

describe('a standby that takes over', { skip, timeout: 120_000 }, () => {
  it('with all that was acknowledged has the processes go on where they were (P1, P11)', async () => {
    const { primary, wire, database } = await house()
    const one = await open(wire)
    const other = await open(wire, { folder: beside(one) })
    await one.append(count)
    const standby = await primary.standby(database, 'synchronous')
    closing.push(() => standby.stop())
    const writers = [one, other].map(write)
    await until('both write', () => writers.every(({ taken }) => taken.length > 20))
    await primary.end()
    const note = newestSeenBy(one)
    await standby.promote()
    const before = writers.map(({ taken }) => taken.length)
    wire.leadTo(standby.url)
    await until('both go on', () => writers.every(({ taken }, at) => taken.length > (before[at] ?? 0) + 10))
    const taken = (await Promise.all(writers.map((writer) => writer.end()))).flat()
    assert.equal(new Set(taken.map(({ index }) => index)).size, taken.length, 'no place in the log was given twice')
    const { size } = await one.log.checkpoint()
    const stored = new Set((await one.log.entries(0, size)).map(({ index }) => index))
    assert.ok(
      taken.every(({ index }) => stored.has(index)),
      'all that was acknowledged stands',
    )
    await follows(one, note)
  })

  it('without the last entries is served by nobody who knows of them, and nothing is signed there (P11)', async () => {
    const { primary, wire, database } = await house()
    const keys = places.newFolder()
    const settings = { keyFile: join(keys, 'key'), socket: join(keys, 'signer'), origin }
    const signer = await serveSigner(settings)
    closing.push(() => signer.close())
    const one = await open(wire, { signer: settings.socket })
    const other = await open(wire, { signer: settings.socket })
    await one.append(count)
    const standby = await primary.standby(database, 'asynchronous')
    closing.push(() => standby.stop())
    await until('it has what is there', async () => (await standby.count('SELECT size FROM sluis.head')) === 1)
    await standby.lag()
    await other.append(count)
    await one.append(count)
    await other.contact()
    const back = await primary.end()
    await standby.promote()
    wire.leadTo(standby.url)
    for (const journal of [one, other]) {
      await until('it has found the other one', () =>
        journal.contact().then(
          () => false,
          ({ code }) => code === 'damaged',
        ),
      )
      assert.equal(journal.standing, 'shut')
      await assert.rejects(journal.append(count), { code: 'damaged', message: /no longer holds/ })
    }
    const { folder } = one
    for (const journal of [one, other]) {
      await journal.close()
      // Also what others wrote last it has seen.
      const again = open(wire, { folder: journal.folder, signer: settings.socket })
      assert.match(await refusal(again), /^behind: .*1 entries .* covers 3/)
    }
    // A machine that was never here knows of nothing; the signer does.
    assert.match(await refusal(open(wire, { signer: settings.socket })), /^behind: the signer signed a tree of 3/)
    assert.equal(await standby.count('SELECT size FROM sluis.head'), 1, 'nothing was written there')
    await standby.stop()
    await back()
    wire.leadTo(database)
    const again = await open(wire, { folder, signer: settings.socket })
    assert.equal((await again.append(count)).entry.index, 3)
  })
})
