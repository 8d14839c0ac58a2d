// SPDX-License-Identifier: EUPL-1.2
// What an outsider can check of a real job's log, and that whoever changes it is found.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { exportLog } from '../../packages/server/src/journal/index.ts'
import { dumpOf } from './dumped.ts'
import { openHouse } from './harness.ts'
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
  it('verifies, and does not when a byte is flipped or its tail is cut (P11)', { timeout: 120_000 }, async () => {
    await using house = await openHouse()
    const { sluis, folder } = house
    const [early, late, cut] = ['early', 'late', 'cut'].map((name) => join(folder, name))
    assert.ok(early !== undefined && late !== undefined && cut !== undefined)
    const key = ['--key', sluis.journal.verifierKey]
    const { run } = await sluis.tasks.start('weekly-report')
    await exportLog({ folder: sluis.journal.folder }, early)
    await untilParked(house, run)
    await exportLog({ folder: sluis.journal.folder }, late)

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

  it('is all that the projections are made of: rebuilt, they are equal (P12)', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const { run } = await house.sluis.tasks.start('weekly-report')
    await untilParked(house, run)
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

  it('holds no personal data in any leaf (P7)', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const { run } = await house.sluis.tasks.start('weekly-report')
    await untilParked(house, run)
    const directory = join(house.folder, 'leaves')
    await exportLog({ folder: house.sluis.journal.folder }, directory)
    const text = filesOf(join(directory, 'tile/entries'))
      .map((file) => readFileSync(file, 'latin1'))
      .join()
    for (const secret of ['999990019', '@', 'Bakkerij', 'Fysiotherapie', 'Sanne', 'customer:100', 'invoices/']) {
      // The Message-ID is ours and names nobody.
      const found = text.replaceAll(/<call-[0-9a-f]+@verhage\.example>/g, '').includes(secret)
      assert.equal(found, false, secret)
    }
  })
})
