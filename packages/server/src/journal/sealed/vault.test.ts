// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { parseDisclosure, pseudonymIn } from '@sluis/log'
import { SqliteEngine } from '../engine/sqlite.ts'
import { Journal } from '../index.ts'
import { Vault } from './vault.ts'

const projections = new URL('../testing/projection.ts', import.meta.url)
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

describe('pseudonyms', () => {
  it('can be shown to be whom they stand for, until that is erased', async () => {
    using made = newFolder()
    const journal = await open(made.folder)
    const [anna, bo] = await Promise.all(['person:anna', 'person:bo'].map((who) => journal.pseudonymOf(who)))
    assert.match(anna ?? '', /^[a-z2-7]{32}$/)
    const name = await journal.nameOf(anna ?? '')
    assert.equal(pseudonymIn(name ?? ''), anna)
    assert.deepEqual([parseDisclosure(name ?? '').name, parseDisclosure(name ?? '').value], ['subject', 'person:anna'])
    assert.notEqual(await journal.nameOf(bo ?? ''), name)
    assert.equal(await journal.nameOf('a'.repeat(32)), undefined)
    await journal.append({
      kind: 'noted',
      data: {},
      private: [{ name: 'note', value: 'x', subject: 'person:anna' }],
    })
    await journal.erase('person:anna', 'asked')
    assert.equal(await journal.nameOf(anna ?? ''), undefined)
    await journal.close()
  })

  it('that an older version drew at random are shown to be nobody', async () => {
    using made = newFolder()
    const { folder } = made
    let journal = await open(folder)
    await journal.pseudonymOf('person:anna')
    await journal.close()
    const keys = new DatabaseSync(join(folder, 'keys.db'))
    const drawn = '0123456789abcdef0123456789abcdef'
    keys.prepare('UPDATE subjects SET pseudonym = ?').run(drawn)
    keys.close()
    journal = await open(folder)
    assert.equal(await journal.subjectOf(drawn), 'person:anna')
    assert.equal(await journal.nameOf(drawn), undefined)
    assert.equal(await journal.pseudonymOf('person:anna'), drawn)
    await journal.close()
  })
})

describe('the keys that it remembers', () => {
  it('are the same ones after it made room for others: nobody has two', async () => {
    const engine = new SqliteEngine(':memory:', '')
    const vault = await Vault.open(engine, true)
    const day = '2026-10-01'
    const runs = Array.from({ length: 11_000 }, (_, at) => `run:${at}`)
    await vault.loadOn(day, runs)
    const [first] = runs.map((run) => vault.needOn(day, run))
    await vault.writeFresh()
    vault.committed()
    // More are known than it remembers: it reads anew those that are needed beside one it has never met.
    await vault.loadOn(day, ['run:0', 'run:new'])
    assert.deepEqual(vault.needOn(day, 'run:0'), first)
    vault.needOn(day, 'run:new')
    await vault.writeFresh()
    await engine.close()
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
