// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { Identity } from '../identity/index.ts'
import { Journal } from '../journal/index.ts'
import { syncedBy } from '../journal/testing/synced.ts'
import { organisationForTests } from '../oversight/testing/organisation.ts'
import { Stops } from '../stop/index.ts'
import { type BackupWish, backUp, type RestoreWish, restore } from './index.ts'

const projections = new URL('../projections.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'sluis-backup-'))
const journals: Journal[] = []
after(async () => {
  for (const journal of journals) await journal.close()
  rmSync(folder, { recursive: true, force: true })
})
let count = 0
const fresh = (): string => join(folder, `f${++count}`)

async function open(data: string): Promise<Journal> {
  const journal = await Journal.open({ folder: data, origin: 'test.example/log', projections })
  journals.push(journal)
  return journal
}

async function note(journal: Journal, subject: string, text: string): Promise<number> {
  const { entry } = await journal.append({
    kind: 'noted',
    data: {},
    private: [{ name: 'note', value: text, subject, parts: [`part of ${text}`] }],
  })
  return entry.index
}

async function copy(dataFolder: string, more: Partial<BackupWish> = {}): Promise<string> {
  const target = fresh()
  await backUp({ dataFolder, target, withSecrets: true, now: Date.now, onCopied: () => undefined, ...more })
  return target
}

async function putBack(source: string, more: Partial<RestoreWish> = {}) {
  const dataFolder = fresh()
  const ignore = () => undefined
  return {
    dataFolder,
    restored: await restore({ source, dataFolder, known: [], onCopied: ignore, onAudited: ignore, ...more }),
  }
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => `${error.code}: ${error.message}`,
  )

describe('a backup', () => {
  it('of a log that is being written is one moment of it, and goes on where that was', async () => {
    const data = fresh()
    const journal = await open(data)
    let isWriting = true
    const writing = (async () => {
      for (let at = 0; isWriting; at++) await note(journal, `person:${at % 7}`, `note ${at}`)
    })()
    for (let round = 0; round < 3; round++) {
      const { dataFolder, restored } = await putBack(await copy(data))
      const again = await open(dataFolder)
      assert.equal((await again.log.checkpoint()).size, restored.size)
      assert.ok(restored.keysAhead >= 0)
      for (let index = 0; index < restored.size; index++) {
        assert.match(String((await again.disclose(index, 'note'))?.value), /^note \d+$/)
      }
      await note(again, 'person:new', 'goes on')
      await again.close()
    }
    isWriting = false
    await writing
  })

  it('that was told to be made, or put back, is there after a power cut: also its names', async () => {
    const data = fresh()
    const journal = await open(data)
    await note(journal, 'person:a', 'x')
    const inode = (path: string) => statSync(path).ino
    let source = ''
    const made = await syncedBy(async () => {
      source = await copy(data)
    })
    const parts = ['log', 'keys', 'secrets'].map((part) => inode(join(source, part)))
    assert.deepEqual(
      [...parts, inode(source)].filter((one) => !made.includes(one)),
      [],
    )
    let dataFolder = ''
    const back = await syncedBy(async () => {
      dataFolder = (await putBack(source)).dataFolder
    })
    assert.deepEqual(back.slice(-2), [inode(dataFolder), inode(folder)])
  })

  it('holds the secrets only when asked, and nothing that others can read', async () => {
    const data = fresh()
    const journal = await open(data)
    await note(journal, 'person:a', 'x')
    const without = await copy(data, { withSecrets: false })
    assert.deepEqual(readdirSync(without).sort(), ['keys', 'log'])
    const signing = readFileSync(join(data, 'log.key'))
    for (const file of readdirSync(without, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue
      const path = join(file.parentPath, file.name)
      assert.equal(statSync(path).mode & 0o077, 0, path)
      assert.equal(readFileSync(path).includes(signing), false, path)
    }
    const { dataFolder, restored } = await putBack(without)
    assert.deepEqual(restored.missing, ['log.key', 'digest.key'])
    assert.match(await refusal(open(dataFolder)), /^key-unusable: .*log\.key is not there/)
    assert.match(await refusal(copy(fresh())), /^no-log/)
    assert.match(await refusal(copy(data, { target: without })), /^not-empty/)
  })

  it('does not bring back what was erased: the log is newer than the keys (P7)', async () => {
    const data = fresh()
    const journal = await open(data)
    const index = await note(journal, 'person:anna', 'of Anna')
    const other = await note(journal, 'person:bo', 'of Bo')
    const asked = await note(journal, 'run:r1', 'what was asked')
    const old = await copy(data)
    await journal.erase('person:anna', 'GDPR art. 17')
    await journal.erase('run:r1', 'GDPR art. 17')
    const now = await copy(data)
    const { dataFolder, restored } = await putBack(now, { keysFrom: join(old, 'keys') })
    assert.deepEqual([restored.lostAgain.erased, restored.keysAhead < 0], [2, true])
    const again = await open(dataFolder)
    assert.equal(await again.disclose(index, 'note'), undefined)
    assert.equal(await again.disclose(asked, 'note'), undefined)
    assert.equal((await again.disclose(other, 'note'))?.value, 'of Bo')
    const keys = new DatabaseSync(join(dataFolder, 'keys.db'), { readOnly: true })
    const names = keys
      .prepare('SELECT subject FROM subjects')
      .all()
      .map(({ subject }) => subject)
    assert.deepEqual(names, ['person:bo'], 'nor the keys of a run’s days')
    keys.close()
    const before = new DatabaseSync(join(old, 'keys/keys.db'), { readOnly: true })
    const key = before.prepare("SELECT key FROM subjects WHERE subject = 'person:anna'").get()?.key
    before.close()
    assert.ok(key instanceof Uint8Array)
    assert.ok(readFileSync(join(old, 'keys/keys.db')).includes(Buffer.from(key)))
    assert.ok(
      !readFileSync(join(dataFolder, 'keys.db')).includes(Buffer.from(key)),
      'nor its bytes in what the file no longer uses',
    )
  })

  it('of both that are old brings it back, and newer keys do not (P7)', async () => {
    const data = fresh()
    const journal = await open(data)
    const index = await note(journal, 'person:anna', 'of Anna')
    const old = await copy(data)
    await journal.erase('person:anna', 'GDPR art. 17')
    const now = await copy(data)
    const both = await putBack(old)
    assert.equal((await (await open(both.dataFolder)).disclose(index, 'note'))?.value, 'of Anna')
    const newer = await putBack(old, { keysFrom: join(now, 'keys') })
    assert.equal(await (await open(newer.dataFolder)).disclose(index, 'note'), undefined)
  })

  it('lets nobody in whose key was revoked since the keys were copied', async () => {
    const data = fresh()
    const journal = await open(data)
    const organisation = () => organisationForTests()
    const identity = await Identity.open({ journal, organisation, now: Date.now })
    const [anna, bram] = [
      await identity.issue({ kind: 'person', principal: 'anna' }),
      await identity.issue({ kind: 'person', principal: 'bram' }),
    ]
    const old = await copy(data)
    await identity.revoke(anna.id)
    await identity.close()
    const { dataFolder, restored } = await putBack(await copy(data), { keysFrom: join(old, 'keys') })
    assert.equal(restored.lostAgain.revoked, 1)
    const again = await Identity.open({ journal: await open(dataFolder), organisation, now: Date.now })
    assert.equal(again.authenticatePerson(anna.key), undefined)
    assert.equal(again.authenticatePerson(bram.key)?.id, 'bram')
    await again.close()
  })

  it('is not made of a database that is damaged', async () => {
    const data = fresh()
    const journal = await open(data)
    for (let at = 0; at < 50; at++) await note(journal, 'person:a', 'x'.repeat(2000))
    await journal.close()
    const file = join(data, 'journal.db')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8 * 4096, 12 * 4096)
    writeFileSync(file, bytes)
    assert.match(await refusal(copy(data)), /^copy-damaged/)
  })

  it('is refused whole when anything in it was changed', async () => {
    const data = fresh()
    const journal = await open(data)
    for (let at = 0; at < 5; at++) await note(journal, 'person:a', 'x')
    const good = await copy(data)
    const changed = async (change: (copied: string) => void): Promise<string> => {
      const copied = fresh()
      cpSync(good, copied, { recursive: true })
      change(copied)
      const dataFolder = fresh()
      const answer = await refusal(putBack(copied, { dataFolder }))
      assert.deepEqual([existsSync(dataFolder), existsSync(`${dataFolder}.restoring`)], [false, false])
      return answer
    }
    assert.match(await changed((copied) => appendFileSync(join(copied, 'log/journal.db'), 'x')), /^file-changed/)
    assert.match(await changed((copied) => rmSync(join(copied, 'keys/keys.db'))), /^part-unreadable/)
    assert.match(await changed((copied) => rmSync(join(copied, 'keys'), { recursive: true })), /^part-missing/)
    assert.match(await changed((copied) => writeFileSync(join(copied, 'log/manifest.json'), '{}')), /^part-unreadable/)
    const told = (change: (manifest: { part: string; files: object[] }, copied: string) => void) =>
      changed((copied) => {
        const file = join(copied, 'log/manifest.json')
        const manifest = JSON.parse(readFileSync(file, 'utf8'))
        change(manifest, copied)
        writeFileSync(file, JSON.stringify(manifest))
      })
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, 'x')
    const outside = await told(({ files }) => files.push({ name: '../../elsewhere', ...measured(elsewhere) }))
    assert.match(outside, /^part-unreadable: .*no manifest of log/)
    const unnamed = await told(({ files }, copied) => {
      writeFileSync(join(copied, 'log/more'), 'x')
      files.push({ name: 'more', ...measured(join(copied, 'log/more')) })
    })
    assert.match(unnamed, /^part-unreadable/)
    assert.match(await told((manifest) => Object.assign(manifest, { part: 'keys' })), /^part-unreadable/)
    assert.match(await told(({ files }) => files.splice(0)), /^part-unreadable/)
    const asLong = await changed((copied) => {
      const file = join(copied, 'keys/keys.db')
      const bytes = readFileSync(file)
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
      writeFileSync(file, bytes)
    })
    assert.match(asLong, /^file-changed: .*is not what was backed up/)
    const leaf = "UPDATE entries SET leaf = CAST(replace(CAST(leaf AS TEXT), 'noted', 'voted') AS BLOB) WHERE idx = 2"
    assert.match(await changed((copied) => forge(copied, 'log', (database) => database.exec(leaf))), /^log-invalid/)
    const cut = 'DELETE FROM entries WHERE idx = 4'
    assert.match(await changed((copied) => forge(copied, 'log', (database) => database.exec(cut))), /^log-invalid/)
  })

  it('brings back what its log says and nothing that stands beside it, whoever wrote to it (P11, P12)', async () => {
    const data = fresh()
    const journal = await open(data)
    const stops = await Stops.open(journal, Date.now)
    const stop = await stops.order({ scope: 'all', reason: 'wrong mails' }, 'sanne')
    await journal.append({ kind: 'noted', series: 'agent:a', data: {} })
    await journal.append({ kind: 'noted', series: 'agent:a', data: {} })
    stops.close()
    const copied = await copy(data)
    forge(copied, 'log', (database) => {
      database.exec("UPDATE stops SET state = 'lifted'; UPDATE series SET last = 0; UPDATE head SET at = 9000000000000")
    })
    const { dataFolder } = await putBack(copied)
    const again = await open(dataFolder)
    assert.equal(await again.dump(), await journal.dump())
    const inForce = await Stops.open(again, Date.now)
    assert.deepEqual(
      inForce.list().map(({ id }) => id),
      [stop.id],
    )
    inForce.close()
    const { entry } = await again.append({ kind: 'noted', series: 'agent:a', data: {} })
    assert.equal(entry.number, 3)
    assert.ok(entry.at < 9_000_000_000_000, 'nor does it live in another time')
  })

  it('is refused when a database in it would do more than hold data', async () => {
    const data = fresh()
    const journal = await open(data)
    await note(journal, 'person:a', 'x')
    const trigger = (table: string) =>
      `CREATE TABLE kept (x TEXT); CREATE TRIGGER keeps AFTER DELETE ON ${table} BEGIN INSERT INTO kept VALUES (1); END`
    for (const [part, table] of [
      ['log', 'seals'],
      ['keys', 'subjects'],
    ] as const) {
      const copied = await copy(data)
      forge(copied, part, (database) => database.exec(trigger(table)))
      assert.match(await refusal(putBack(copied)), /^file-changed: .*keeps/)
    }
  })

  it('is refused when a table in it would change an entry by itself, such as the order of a stop (P4, P11)', async () => {
    const data = fresh()
    const journal = await open(data)
    const stops = await Stops.open(journal, Date.now)
    await stops.order({ scope: 'all', reason: 'wrong mails' }, 'sanne')
    stops.close()
    const copied = await copy(data)
    forge(copied, 'log', (database) => {
      const [stop] = database.prepare('SELECT CAST(leaf AS TEXT) AS leaf FROM entries').all()
      const leaf = String(stop?.leaf).replace('stop.ordered', 'stop.nothing')
      database.exec(`CREATE UNIQUE INDEX both ON shapes (room, shape);
        INSERT INTO shapes SELECT leaf, 'x' FROM entries;
        CREATE TABLE other (idx BIGINT PRIMARY KEY, leaf BYTEA NOT NULL DEFAULT x'${Buffer.from(leaf).toString('hex')}',
          hash BYTEA NOT NULL, shape TEXT,
          FOREIGN KEY (leaf, shape) REFERENCES shapes (room, shape) ON DELETE SET DEFAULT);
        INSERT INTO other SELECT idx, leaf, hash, 'x' FROM entries;
        DROP TABLE entries; ALTER TABLE other RENAME TO entries`)
    })
    assert.match(await refusal(putBack(copied)), /^file-changed: .*both/)
    for (const more of [
      "CHECK (x <> 'y')",
      "DEFAULT 'y'",
      "AS ('y')",
      'REFERENCES shapes ON DELETE CASCADE',
      'NOT NULL ON CONFLICT IGNORE',
      'COLLATE NOCASE',
    ]) {
      const other = await copy(data)
      forge(other, 'keys', (database) => database.exec(`CREATE TABLE more (y TEXT, x TEXT ${more})`))
      assert.match(await refusal(putBack(other)), /^file-changed: .*more/, more)
    }
  })

  it('is refused when one table in it lies in the pages of another, which would be emptied with it (P4, P11)', async () => {
    const data = fresh()
    const journal = await open(data)
    const stops = await Stops.open(journal, Date.now)
    await stops.order({ scope: 'all', reason: 'wrong mails' }, 'sanne')
    stops.close()
    const page = (of: string): string => `(SELECT rootpage FROM sqlite_schema WHERE name = '${of}')`
    for (const change of [
      `rootpage = ${page('entries')} WHERE name = 'shapes'`,
      `rootpage = ${page('series')} WHERE name = (SELECT name FROM sqlite_schema WHERE type = 'index' LIMIT 1)`,
    ]) {
      const copied = await copy(data)
      forge(copied, 'log', (database) => {
        database.enableDefensive(false)
        database.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET ${change}`)
      })
      assert.match(await refusal(putBack(copied)), /^file-changed: .*damaged/, change)
    }
  })

  it('belongs, when root puts it back, to the owner of the empty folder that it goes into', {
    skip: process.getuid?.() !== 0 && 'only root can put it back for another user',
  }, async () => {
    const data = fresh()
    const journal = await open(data)
    await note(journal, 'person:a', 'x')
    const dataFolder = fresh()
    mkdirSync(dataFolder)
    chownSync(dataFolder, 65_534, 65_534)
    await putBack(await copy(data), { dataFolder })
    const all = ['.', ...readdirSync(dataFolder)].map((name) => statSync(join(dataFolder, name)).uid)
    assert.ok(all.length > 3)
    assert.deepEqual([...new Set(all)], [65_534])
  })

  it('that is older than a kept checkpoint, or of another key, is refused', async () => {
    const data = fresh()
    const journal = await open(data)
    await note(journal, 'person:a', 'x')
    const old = await copy(data)
    await note(journal, 'person:a', 'y')
    const bytes = Buffer.from((await journal.log.checkpoint()).note)
    assert.match(await refusal(putBack(old, { known: [{ name: 'kept', bytes }] })), /^log-invalid: .*are missing/)
    const stranger = await open(fresh())
    assert.match(await refusal(putBack(old, { verifierKey: stranger.verifierKey })), /^log-invalid/)
    assert.match(await refusal(putBack(old, { verifierKey: 'no key' })), /^log-invalid/)
    const empty = { name: 'kept', bytes: Buffer.from('') }
    const unusable = /^checkpoint-unusable: kept/
    assert.match(await refusal(putBack(old, { known: [empty] })), unusable, 'which says nothing about the backup')
    assert.equal((await putBack(old, { verifierKey: journal.verifierKey })).restored.isKeyFromElsewhere, true)
    assert.equal((await putBack(old)).restored.isKeyFromElsewhere, false, 'its own word is no proof')
    assert.match(await refusal(putBack(old, { dataFolder: data })), /^not-empty/)
    const file = join(old, 'log/manifest.json')
    const { verifierKey, ...silent } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify(silent))
    assert.match(await refusal(putBack(old)), /^key-unknown/)
  })
})

/** Changes a database of a backup and writes its manifest anew, as whoever changes the file would. */
function forge(copied: string, part: 'log' | 'keys', change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(copied, part, `${part === 'log' ? 'journal' : 'keys'}.db`))
  change(database)
  database.close()
  const manifest = JSON.parse(readFileSync(join(copied, part, 'manifest.json'), 'utf8'))
  for (const entry of manifest.files) Object.assign(entry, measured(join(copied, part, entry.name)))
  writeFileSync(join(copied, part, 'manifest.json'), JSON.stringify(manifest))
}

function measured(file: string): { readonly bytes: number; readonly sha256: string } {
  const bytes = readFileSync(file)
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
