// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { parseNote, parseReceipt, parseVerifierKey, trustKey, verifyNote, verifyReceipt } from '@sluis/log'
import { Client } from 'pg'
import { Conflict, exportLog, Journal, JournalError, type JsonValue, type Place } from './index.ts'
import { placesForTests } from './testing/places.ts'

const projections = new URL('./testing/projection.ts', import.meta.url)
const { newFolder, engines: places } = placesForTests()
const open = (place: Place) => Journal.open({ ...place, origin: 'test.example/log', projections })
const count = (name: string, by = 1) => ({ kind: 'counter.added', data: { name, by } })

/** What a journal gives of a field to be passed on, as text. */
const asText = ({ value, parts }: { readonly value: Uint8Array; readonly parts: readonly Uint8Array[] }) =>
  [value, ...parts].map((bytes) => Buffer.from(bytes).toString())

const engines = {
  SQLite: { ...places.SQLite, execute: executeInFile },
  PostgreSQL: { ...places.PostgreSQL, execute: executeOverWire },
}

/** Does to the store what the journal never would. */
async function executeInFile({ folder }: Place, sql: string): Promise<void> {
  const database = new DatabaseSync(join(folder, 'journal.db'))
  database.exec(sql)
  database.close()
}

async function executeOverWire({ database }: Place, sql: string): Promise<void> {
  const client = new Client(database)
  await client.connect()
  await client.query(`SET search_path = sluis; ${sql}`)
  await client.end()
}

for (const [name, { newPlace, skip, execute }] of Object.entries(engines)) {
  describe(`the journal on ${name}`, { skip }, () => {
    it('acknowledges an entry with its index, and reads back what its fold made of it', async () => {
      const journal = await open(await newPlace())
      const first = await journal.append(count('a', 2))
      await journal.append(count('a', 3))
      assert.equal(first.entry.index, 0)
      assert.deepEqual(await journal.query('SELECT name, total FROM counters'), [{ name: 'a', total: 5 }])
      await journal.close()
    })

    it('refuses one entry that can not be passed on, and no other of its turn', async () => {
      const journal = await open(await newPlace())
      let deep: JsonValue = 'x'
      for (let depth = 0; depth < 100_000; depth++) deep = [deep]
      const field = { name: 'value', value: deep, subject: 'run:1' }
      const results = await Promise.allSettled([
        journal.append(count('a')),
        journal.append({ ...count('a'), private: [field] }),
        journal.append(count('a')),
      ])
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      )
      await journal.close()
    })

    it('numbers the entries of a series without gaps, also when one between them is refused (P3)', async () => {
      const journal = await open(await newPlace())
      const results = await Promise.allSettled(
        [1, 1, -5, 1].map((by) => journal.append({ ...count('n', by), series: 'agent:a' })),
      )
      assert.deepEqual(
        results.map((result) => (result.status === 'fulfilled' ? result.value.entry.number : result.reason.reason)),
        [1, 2, 'below-zero', 3],
      )
      await journal.close()
    })

    it('refuses by the fold at the place where the order is made, one winner of two (P5)', async () => {
      const journal = await open(await newPlace())
      await journal.append(count('grant', 1))
      const both = await Promise.allSettled([journal.append(count('grant', -1)), journal.append(count('grant', -1))])
      assert.deepEqual(
        both.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      )
      const [, lost] = both
      assert.ok(lost?.status === 'rejected' && lost.reason instanceof Conflict)
      await journal.close()
    })

    it('has a fold read what it asks for at the place where its entry came to stand, not where it might have', async () => {
      const journal = await open(await newPlace())
      await journal.append(count('place 1', 5))
      const counted = { kind: 'place.counted', data: { by: 1 } }
      await Promise.allSettled([journal.append(count('b', -1)), journal.append(counted)])
      const total = "SELECT total FROM counters WHERE name = 'place 1'"
      assert.deepEqual(await journal.query(total), [{ total: 6 }])
      await journal.close()
    })

    it('signs a checkpoint over every commit that verifies with the key it gives', async () => {
      const journal = await open(await newPlace())
      await Promise.all(Array.from({ length: 300 }, (_, at) => journal.append(count(`k${at % 7}`))))
      const { size, note } = await journal.log.checkpoint()
      assert.equal(size, 300)
      const verified = await verifyNote(parseNote(note), [parseVerifierKey(journal.verifierKey)])
      assert.ok(verified)
      await journal.close()
    })

    it('goes on after a restart with the same tree, series, key and projections', async () => {
      const place = await newPlace()
      const before = await open(place)
      await Promise.all(Array.from({ length: 70 }, () => before.append({ ...count('x'), series: 's' })))
      const { verifierKey } = before
      const dump = await before.dump()
      await before.close()
      const journal = await open(place)
      assert.equal(journal.verifierKey, verifierKey)
      assert.equal(await journal.dump(), dump)
      const next = await journal.append({ ...count('x'), series: 's' })
      assert.deepEqual([next.entry.index, next.entry.number], [70, 71])
      await journal.close()
    })

    it('rebuilds the same projections from the log alone, also after an erasure (P12)', async () => {
      const place = await newPlace()
      const journal = await open(place)
      for (let at = 0; at < 20; at++) {
        await journal.append({
          ...count(`c${at % 3}`),
          private: [{ name: 'note', value: at, subject: `person:${at % 2}` }],
        })
      }
      await journal.erase('person:1', 'GDPR art. 17')
      const dump = await journal.dump()
      await journal.close()
      await execute(place, 'DROP TABLE counters; DELETE FROM shapes')
      const rebuilt = await open(place)
      assert.equal(await rebuilt.dump(), dump)
      await rebuilt.close()
    })

    it('can not open what was erased, while another subject of the same entry survives (P7)', async () => {
      const place = await newPlace()
      const journal = await open(place)
      const { entry } = await journal.append({
        ...count('p'),
        private: [
          { name: 'a', value: 'of A', subject: 'person:a', parts: ['part'] },
          { name: 'b', value: 'of B', subject: 'person:b' },
        ],
      })
      await journal.erase('person:a', 'GDPR art. 17')
      assert.equal(await journal.disclose(entry.index, 'a'), undefined)
      assert.equal((await journal.disclose(entry.index, 'b'))?.value, 'of B')
      await journal.close()
    })

    it('deletes all that a subject sealed, wherever in the log, and nothing else (P7)', async () => {
      const journal = await open(await newPlace())
      const entries = Array.from({ length: 600 }, (_, at) => {
        const field = (subject: string) => ({ name: `of ${subject}`.replace(' ', '-'), value: at, subject })
        return journal.append({ ...count('p'), private: at % 3 === 0 ? [field('a'), field('b')] : [field('b')] })
      })
      await Promise.all(entries)
      const bySubject = 'SELECT COUNT(*) AS seals FROM seals GROUP BY subject ORDER BY seals'
      assert.deepEqual(await journal.query(bySubject), [{ seals: 200 }, { seals: 600 }])
      await journal.erase('a', 'GDPR art. 17')
      assert.deepEqual(await journal.query(bySubject), [{ seals: 600 }])
      assert.equal((await journal.disclose(300, 'of-b'))?.value, 300)
      await journal.erase('b', 'GDPR art. 17')
      assert.deepEqual(await journal.query(bySubject), [])
      assert.deepEqual(await journal.query('SELECT * FROM sealed_spans'), [])
      await journal.close()
    })

    it('tells page by page what a subject sealed, each entry once and none of another’s', async () => {
      const journal = await open(await newPlace())
      const entries = Array.from({ length: 1200 }, (_, at) => {
        const field = { name: 'note', value: at, subject: at % 300 === 0 || at % 300 === 299 ? 'a' : 'b' }
        return journal.append({ ...count('p'), private: [field] })
      })
      await Promise.all(entries)
      const pseudonym = (await journal.knownAs('a')) ?? ''
      for (const limit of [1, 2, 3, 7, 100]) {
        const found: number[] = []
        for (let from: number | undefined = 0; from !== undefined; ) {
          const page: readonly { readonly index: number }[] = await journal.log.sealed(pseudonym, from, limit)
          found.push(...page.map(({ index }) => index))
          from = page.length < limit ? undefined : (found.at(-1) ?? 0) + 1
        }
        assert.deepEqual(found, [0, 299, 300, 599, 600, 899, 900, 1199], `${limit} at a time`)
      }
      assert.equal(await journal.knownAs('nobody'), undefined)
      await journal.close()
    })

    it('erases no more than up to what was shown, and not what was erased meanwhile', async () => {
      const journal = await open(await newPlace())
      const note = { ...count('p'), private: [{ name: 'note', value: 'x', subject: 'a' }] }
      await journal.append(note)
      await journal.append(note)
      const moved = { reason: 'subject-moved' }
      await assert.rejects(journal.erase('a', 'asked', { upTo: 0 }), moved)
      assert.equal((await journal.disclose(1, 'note'))?.value, 'x')
      await journal.erase('a', 'asked', { upTo: 1, data: { of: 'test' } })
      assert.deepEqual((await journal.log.entry(2))?.data.of, 'test')
      await assert.rejects(journal.erase('a', 'asked', { upTo: 1 }), moved)
      assert.equal(await journal.knownAs('a'), undefined)
      await journal.close()
    })

    it('refuses to serve when entries are missing below the head, or stand beyond it', async () => {
      const place = await newPlace()
      const journal = await open(place)
      for (let at = 0; at < 5; at++) await journal.append(count('x'))
      await journal.close()
      const isDamaged = (error: unknown) => error instanceof JournalError && error.code === 'damaged'
      await execute(place, 'INSERT INTO entries SELECT 5, leaf, hash FROM entries WHERE idx = 4')
      await assert.rejects(open(place), isDamaged)
      await execute(place, 'DELETE FROM entries WHERE idx >= 4')
      await assert.rejects(open(place), isDamaged)
    })

    it('refuses to serve under a checkpoint of less than it acknowledged, which its own key never leaves behind', async () => {
      const place = await newPlace()
      const journal = await open(place)
      for (let at = 0; at < 3; at++) await journal.append(count('x'))
      const { note } = await journal.log.checkpoint()
      for (let at = 0; at < 2; at++) await journal.append(count('x'))
      await journal.close()
      await execute(place, `UPDATE head SET checkpoint = '${note}'`)
      await assert.rejects(open(place), (error) => error instanceof JournalError && error.code === 'damaged')
    })

    it('refuses a leaf over 4 kB without harm to its neighbours', async () => {
      const journal = await open(await newPlace())
      const [large, small] = await Promise.allSettled([
        journal.append({ kind: 'note', data: { text: 'x'.repeat(5000) } }),
        journal.append(count('ok')),
      ])
      assert.ok(large.status === 'rejected' && large.reason.code === 'leaf-too-large')
      assert.equal(small.status, 'fulfilled')
      await journal.close()
    })

    it('refuses an entry that a defect of a room can not fold, and takes its neighbours', async () => {
      const journal = await open(await newPlace())
      const [bad, good] = await Promise.allSettled([journal.append(count('defect')), journal.append(count('ok'))])
      assert.ok(bad.status === 'rejected' && bad.reason instanceof Conflict && bad.reason.reason === 'fold-failed')
      assert.ok(good.status === 'fulfilled' && good.value.entry.index === 0)
      await journal.close()
    })

    it('gives each of a batch the receipt that it asks for, which verifies by itself (P11)', async () => {
      const journal = await open(await newPlace())
      const policy = trustKey(parseVerifierKey(journal.verifierKey))
      await Promise.all(Array.from({ length: 5 }, () => journal.append(count('x'))))
      const drafts = [count('x', -9), { ...count('y'), receipt: true } as const, count('x')]
      const [refused, first, last] = await Promise.allSettled(drafts.map((draft) => journal.append(draft)))
      assert.equal(refused?.status, 'rejected')
      assert.ok(first?.status === 'fulfilled' && last?.status === 'fulfilled')
      const { entry, receipt = '' } = first.value
      const parsed = parseReceipt(receipt)
      assert.equal(parsed.index, entry.index)
      const { extra = new Uint8Array() } = parsed
      await verifyReceipt(parsed, extra, policy)
      assert.equal(JSON.parse(Buffer.from(extra).toString()).data.name, 'y')
      assert.equal(last.value.receipt, undefined)
      await journal.close()
    })

    it('exports exactly checkpoint, tiles and bundles', async () => {
      const place = await newPlace()
      const journal = await open(place)
      await Promise.all(Array.from({ length: 260 }, () => journal.append(count('x'))))
      const directory = join(newFolder(), 'export')
      assert.equal((await exportLog(place, directory)).size, 260)
      await journal.close()
      const files = readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((item) => item.isFile())
        .map((item) => join(item.parentPath, item.name).slice(directory.length + 1))
        .sort()
      assert.deepEqual(files, [
        'checkpoint',
        'tile/0/000',
        'tile/0/001.p/4',
        'tile/1/000.p/1',
        'tile/entries/000',
        'tile/entries/001.p/4',
      ])
    })
  })
}

for (const [name, { skip, newPlace }] of Object.entries(places)) {
  it(`a log on ${name} is not opened by an older version than wrote it, which would pass over what it does not know (P12)`, {
    skip,
  }, async () => {
    const place = await newPlace()
    const as = async (version: string) => {
      const journal = await Journal.open({ ...place, origin: 'test.example/log', projections, version })
      await journal.append({ kind: 'counter.added', data: { name: 'x', by: 1 } })
      await journal.close()
    }
    for (const version of ['0.9.3', '0.10.0', '0.10.2', '0.10.0']) await as(version)
    for (const older of ['0.9.9', '0.1.0']) {
      await assert.rejects(as(older), (error) => error instanceof JournalError && error.code === 'newer-version')
    }
    await as('1.0.0')
    await assert.rejects(as('0.10.2'), /Sluis 1\.0\.0 has written here, and this is 0\.10\.2/)
  })
}

describe('the journal in a folder', () => {
  it('keeps private values out of the leaf and opens them again, with their parts (P7)', async () => {
    const folder = newFolder()
    const journal = await open({ folder })
    const field = { name: 'request', value: { to: 'jan@example.com' }, subject: 'run:1', parts: ['hello', 'world'] }
    const { entry } = await journal.append({ ...count('p'), private: [field] })
    await journal.append({ ...count('p'), private: [{ ...field, parts: ['hello', 'again'] }] })
    assert.deepEqual(await journal.disclose(entry.index, 'request'), { value: field.value, parts: ['hello', 'world'] })
    assert.deepEqual(await journal.discloseShort(entry.index, 'request'), { value: field.value, parts: [] })
    const text = await journal.discloseText(entry.index, 'request')
    assert.ok(text !== undefined && 'value' in text)
    assert.deepEqual(asText(text), ['{"to":"jan@example.com"}', '"hello"', '"world"'])
    assert.deepEqual(await journal.discloseText(entry.index, 'request', 37), { bytes: 38 })
    const long = { ...field, value: 'x'.repeat(40_000) }
    const { entry: longer } = await journal.append({ ...count('p'), private: [long] })
    assert.equal((await journal.disclose(longer.index, 'request'))?.value, long.value)
    const short = await journal.discloseShort(longer.index, 'request')
    assert.ok(short !== undefined && 'bytes' in short && short.bytes > 40_000, 'a list opens nothing long')
    const whole = await journal.discloseText(longer.index, 'request')
    assert.ok(whole !== undefined && 'value' in whole)
    assert.deepEqual(asText(whole), [JSON.stringify(long.value), '"hello"', '"world"'])
    assert.equal(await journal.discloseText(longer.index, 'result'), undefined)
    const bundle = Buffer.from((await journal.log.tile({ level: 'entries', index: 0, width: 2 })) ?? []).toString()
    assert.doesNotMatch(bundle, /jan@|hello/)
    await journal.close()
    for (const file of readdirSync(folder)) assert.doesNotMatch(readFileSync(join(folder, file), 'latin1'), /jan@ex/)
  })

  it('destroys a key again that a restored key file brought back', async () => {
    const folder = newFolder()
    const journal = await open({ folder })
    const { entry } = await journal.append({
      ...count('p'),
      private: [{ name: 'a', value: 'of A', subject: 'person:a' }],
    })
    await journal.close()
    const keys = readFileSync(join(folder, 'keys.db'))
    const again = await open({ folder })
    await again.erase('person:a', 'GDPR art. 17')
    await again.close()
    writeFileSync(join(folder, 'keys.db'), keys)
    const restored = await open({ folder })
    assert.equal(await restored.disclose(entry.index, 'a'), undefined)
    const database = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true })
    assert.deepEqual({ ...database.prepare('SELECT COUNT(*) AS left FROM seals').get() }, { left: 0 })
    database.close()
    await restored.close()
  })

  it('leaves nothing that others can read but the key that is for readers, also in a folder that is open to them', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o755)
    const journal = await open({ folder })
    await journal.append(count('a'))
    const readable = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
    assert.deepEqual(readable, ['verifier-key'])
    await journal.close()
  })

  it('refuses a second process on the same folder, and a key file that others can read', async () => {
    const folder = newFolder()
    const journal = await open({ folder })
    await assert.rejects(open({ folder }), (error) => error instanceof JournalError && error.code === 'in-use')
    await journal.close()
    assert.equal(statSync(join(folder, 'log.key')).mode & 0o077, 0)
    chmodSync(join(folder, 'log.key'), 0o644)
    await assert.rejects(open({ folder }), (error) => error instanceof JournalError && error.code === 'key-unusable')
  })
})
