// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { Journal } from './index.ts'

const projections = new URL('./testing/projection.ts', import.meta.url)
const open = (folder: string) => Journal.open({ folder, origin: 'test.example/log', projections })

function newFolder(): { readonly folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-vault-'))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

describe('the vault', () => {
  it('leaves a destroyed key in no file, while it is open and after (P7)', async () => {
    using made = newFolder()
    const { folder } = made
    const before = await open(folder)
    for (const subject of ['person:anna', 'person:bo']) {
      await before.append({ kind: 'noted', data: {}, private: [{ name: 'note', value: 'x', subject }] })
    }
    await before.close()
    const keys = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true })
    const key = keys.prepare("SELECT key FROM subjects WHERE subject = 'person:anna'").get()?.key
    keys.close()
    assert.ok(key instanceof Uint8Array)
    const holders = () =>
      readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(Buffer.from(key)))
    assert.deepEqual(holders(), ['keys.db'])

    const journal = await open(folder)
    await journal.erase('person:anna', 'asked')
    assert.deepEqual(holders(), [])
    await journal.close()
    assert.deepEqual(holders(), [])
  })
})

describe('the secret files', () => {
  it('are made again when a crash left them unfinished', async () => {
    using made = newFolder()
    const { folder } = made
    for (const name of ['log.key.new', 'digest.key.new']) writeFileSync(join(folder, name), 'half', { mode: 0o600 })
    const journal = await open(folder)
    await journal.append({ kind: 'noted', data: {} })
    await journal.close()
    assert.equal(readFileSync(join(folder, 'digest.key')).length, 32)
    assert.equal(existsSync(join(folder, 'digest.key.new')), false)
  })
})
