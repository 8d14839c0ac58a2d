// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal, type PrivateField } from '../journal/index.ts'
import { Exhibits } from './index.ts'

const ruth = { id: 'ruth' }
const wishOf = (...entries: readonly number[]) => ({
  ...{ entries: entries.map((index) => ({ index, fields: ['request'] })), names: [], for: 'the court' },
})

describe('an exhibit', () => {
  let folder: string
  let journal: Journal
  let exhibits: Exhibits
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluis-exhibits-'))
    const projections = new URL('../journal/testing/projection.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test/log', projections })
    exhibits = new Exhibits(journal)
  })
  after(async () => {
    await journal?.close()
    rmSync(folder, { recursive: true })
  })

  const noted = async (value: PrivateField['value'], more: Partial<PrivateField> = {}) => {
    const field = { name: 'request', value, subject: 'run:run-1', ...more }
    return (await journal.append({ kind: 'noted', data: {}, private: [field] })).entry.index
  }
  const sizeOfLog = async () => (await journal.log.checkpoint()).size

  it('of more values than a verifier reads is refused before it is recorded', async () => {
    const many = Array.from({ length: 2_100_000 }, () => 0)
    const wish = wishOf(await noted(many), await noted(many))
    const size = await sizeOfLog()
    await assert.rejects(exhibits.make(wish, ruth), { code: 'exhibit-too-large' })
    assert.equal(await sizeOfLog(), size)
  })

  it('goes out to nobody when something of it was erased before it was recorded (P7)', async () => {
    const index = await noted('what was asked', { subject: 'run:run-2', parts: ['a piece'] })
    const meanwhile = new Exhibits({
      ...{ place: journal.place, verifierKey: journal.verifierKey, log: journal.log },
      query: (sql, ...values) => journal.query(sql, ...values),
      nameOf: (pseudonym) => journal.nameOf(pseudonym),
      pseudonymOf: (subject) => journal.pseudonymOf(subject),
      subjectOf: (pseudonym) => journal.subjectOf(pseudonym),
      keeps: (pseudonyms) => journal.keeps(pseudonyms),
      append: async (draft) => {
        await journal.erase('run:run-2', 'erasure')
        return await journal.append(draft)
      },
    })
    await assert.rejects(meanwhile.make(wishOf(index), ruth), { code: 'field-gone' })
  })

  it('is made on a thread of its own, so that calls and the stop go on (P4)', async () => {
    const text = 'Dear sir, we hereby send you our invoice. '.repeat(25_000)
    const indexes: number[] = []
    for (let nth = 0; nth < 20; nth++) indexes.push(await noted(`${nth} ${text}`))
    await exhibits.make(wishOf(indexes[0] ?? 0), ruth)
    const from = process.threadCpuUsage()
    const file = await exhibits.make(wishOf(...indexes), ruth)
    const { user, system } = process.threadCpuUsage(from)
    assert.ok(file.length > 25_000_000)
    assert.ok(user + system < 150_000, `${user + system} µs on the thread that serves calls`)
  })

  it('is made one at a time', async () => {
    const index = await noted('what was asked')
    const size = await sizeOfLog()
    const both = await Promise.allSettled([exhibits.make(wishOf(index), ruth), exhibits.make(wishOf(index), ruth)])
    assert.deepEqual(
      both.map((one) => (one.status === 'rejected' ? one.reason.code : 'made')),
      ['made', 'exhibit-busy'],
    )
    assert.equal(await sizeOfLog(), size + 1)
  })
})
