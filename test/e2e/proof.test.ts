// SPDX-License-Identifier: EUPL-1.2
// What an outsider can check of a real job's log, and that whoever changes it is found.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { exportLog } from '../../packages/server/src/journal/index.ts'
import { dumpOf } from './dumped.ts'
import { type House, openHouse } from './harness.ts'
import { untilParked } from './reviewer.ts'

const program = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))

function verify(directory: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'verify', directory, ...args, '--lang', 'en'],
    {
      encoding: 'utf8',
    },
  )
  return { status, text: stdout + stderr }
}

function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .sort()
}

describe('the log of a real job', () => {
  let house: House
  /** The log as it was exported when the job began, and when it waited for people. */
  let [early, late] = ['', '']
  before(async () => {
    house = await openHouse()
    ;[early, late] = [join(house.folder, 'early'), join(house.folder, 'late')]
    const place = { folder: house.sluis.journal.folder }
    const { run } = await house.sluis.tasks.start('weekly-report')
    await exportLog(place, early)
    await untilParked(house, run)
    await exportLog(place, late)
  })
  after(() => house?.[Symbol.asyncDispose]())

  it('verifies, and does not when a byte is flipped or its tail is cut (P11)', { timeout: 120_000 }, () => {
    const cut = join(house.folder, 'cut')
    const key = ['--key', house.sluis.journal.verifierKey]
    assert.equal(verify(late, ...key).status, 0)
    assert.equal(verify(late, ...key, '--against', join(early, 'checkpoint')).status, 0)
    assert.equal(verify(late).status, 3, 'without a key it is not called valid')

    // Whoever holds the later checkpoint sees that the tail is gone.
    const shorter = verify(early, ...key, '--against', join(late, 'checkpoint'))
    assert.equal(shorter.status, 1)
    assert.match(shorter.text, /\d+/)

    for (const [at, file] of filesOf(late).entries()) {
      cpSync(late, cut, { recursive: true, force: true })
      const target: string = file.replace(late, cut)
      const bytes = readFileSync(target)
      const place = (at * 7919 + 5) % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ 1
      writeFileSync(target, bytes)
      const { status, text } = verify(cut, ...key)
      assert.equal(status, 1, `${file} at ${place}: ${text}`)
      assert.match(text, /entry|tile|line|checkpoint|signature/i)
    }
  })

  it('holds no personal data in any leaf (P7)', () => {
    const text = filesOf(join(late, 'tile/entries'))
      .map((file) => readFileSync(file, 'latin1'))
      .join()
    for (const secret of ['999990019', '@', 'Bakkerij', 'Fysiotherapie', 'Sanne', 'customer:100', 'invoices/']) {
      // The Message-ID is ours and names nobody.
      const found = text.replaceAll(/<call-[0-9a-f]+@verhage\.example>/g, '').includes(secret)
      assert.equal(found, false, secret)
    }
  })

  // It closes the house, so it stands last.
  it('is all that the projections are made of: rebuilt, they are equal (P12)', { timeout: 60_000 }, async () => {
    await house.sluis.tasks.close()
    await house.sluis.journal.erase('customer:10023', 'GDPR art. 17')
    const { folder, log } = house.sluis.journal
    const { note, size } = await log.checkpoint()
    const [origin = ''] = note.split('\n')
    assert.ok(size > 40)
    await house.sluis.close()
    const dump = await dumpOf(folder, origin)
    const database = new DatabaseSync(join(folder, 'journal.db'))
    database.exec('DELETE FROM shapes; DELETE FROM cases')
    database.close()
    assert.equal(await dumpOf(folder, origin), dump)
  })
})
