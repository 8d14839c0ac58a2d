// SPDX-License-Identifier: EUPL-1.2
// Who holds the key, and that no older copy of the log is served or signed.
import assert from 'node:assert/strict'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import {
  consistencyProof,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseReceipt,
  parseVerifierKey,
  trustKey,
  verifyCheckpoint,
  verifyConsistency,
  verifyNote,
  verifyReceipt,
} from '@sluis/log'
import { Journal, type JournalSettings, type RunningSigner, replaceKey, serveSigner } from './index.ts'

const origin = 'test.example/log'
const projections = new URL('./testing/projection.ts', import.meta.url)
const folders: string[] = []
const closing: { close(): Promise<void> }[] = []
after(async () => {
  for (const one of closing.toReversed()) await one.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-custody-'))
  folders.push(folder)
  return folder
}

async function open(folder: string, more: Partial<JournalSettings> = {}): Promise<Journal> {
  const journal = await Journal.open({ folder, origin, projections, ...more })
  closing.push(journal)
  return journal
}

async function startSigner(folder: string): Promise<RunningSigner> {
  const signer = await serveSigner({ keyFile: join(folder, 'signing.key'), socket: join(folder, 'signer'), origin })
  closing.push(signer)
  return signer
}

/** Copies the database as it is now; the function that it gives puts the copy back. */
function copyOf(folder: string): () => void {
  const isDatabase = (name: string) => name.startsWith('journal.db')
  const copy = newFolder()
  for (const name of readdirSync(folder).filter(isDatabase)) copyFileSync(join(folder, name), join(copy, name))
  return () => {
    for (const name of readdirSync(folder).filter(isDatabase)) rmSync(join(folder, name))
    for (const name of readdirSync(copy)) copyFileSync(join(copy, name), join(folder, name))
  }
}

const count = { kind: 'counter.added', data: { name: 'a', by: 1 } }
const add = async (journal: Journal, times: number): Promise<void> => {
  for (let time = 0; time < times; time++) await journal.append(count)
}
const refusal = (opening: Promise<Journal>) =>
  opening.then(
    () => 'opened',
    (error) => `${error.code}: ${error.message}`,
  )
const verified = async ({ log, verifierKey }: Journal) =>
  (await verifyNote(parseNote((await log.checkpoint()).note), [parseVerifierKey(verifierKey)])).length

describe('a log whose key is elsewhere', () => {
  it('is signed by the signer, and no key lies in its folder', async () => {
    const folder = newFolder()
    const keys = newFolder()
    const { verifierKey } = await startSigner(keys)
    const journal = await open(folder, { signer: join(keys, 'signer') })
    assert.equal(journal.verifierKey, verifierKey)
    await Promise.all(Array.from({ length: 50 }, () => journal.append(count)))
    assert.equal((await journal.log.checkpoint()).size, 50)
    assert.equal(await verified(journal), 1)
    assert.throws(() => readFileSync(join(folder, 'log.key')))
    await journal.close()
    const again = await open(folder, { signer: join(keys, 'signer') })
    await add(again, 1)
    assert.equal((await again.log.checkpoint()).size, 51)
  })

  it('acknowledges nothing while the signer is away, and goes on when it is back', async () => {
    const [folder, keys] = [newFolder(), newFolder()]
    const signer = await startSigner(keys)
    const journal = await open(folder, { signer: join(keys, 'signer') })
    await add(journal, 2)
    await signer.close()
    const heard: unknown[] = []
    journal.onEntry(({ entry: { index } }, isOurs) => heard.push([index, isOurs]))
    await assert.rejects(journal.append(count), { code: 'unwritable', message: /signer/ })
    assert.deepEqual(heard, [[2, false]], 'what stands is heard of, though whoever wrote it was refused')
    await assert.rejects(journal.append(count), { code: 'unwritable' })
    assert.equal((await journal.log.checkpoint()).size, 2, 'nothing is shown that is not signed')
    await startSigner(keys)
    await add(journal, 1)
    // What was written when the signer went away was acknowledged to nobody, and is in the log once.
    assert.equal((await journal.log.checkpoint()).size, 4)
    assert.equal(await verified(journal), 1)
    assert.deepEqual(heard.slice(1), [[3, true]], 'and each once')
  })

  it('has signed at the next start what was left unsigned, if it follows on what was signed', async () => {
    const [folder, keys] = [newFolder(), newFolder()]
    const settings = { signer: join(keys, 'signer') }
    const signer = await startSigner(keys)
    const first = await open(folder, settings)
    await add(first, 2)
    await signer.close()
    await assert.rejects(first.append(count), { code: 'unwritable' })
    await first.close()
    await startSigner(keys)
    const restore = copyOf(folder)
    const database = new DatabaseSync(join(folder, 'journal.db'))
    database.exec('UPDATE head SET frontier = zeroblob(length(frontier))')
    database.close()
    assert.match(await refusal(open(folder, settings)), /^damaged: what is stored does not follow/)
    restore()
    const again = await open(folder, settings)
    assert.equal((await again.log.checkpoint()).size, 3)
    assert.equal(await verified(again), 1)
  })

  it('is not started on an older copy, even when nothing here remembers (P11)', async () => {
    const [folder, keys] = [newFolder(), newFolder()]
    await startSigner(keys)
    const settings = { signer: join(keys, 'signer') }
    const first = await open(folder, settings)
    await add(first, 3)
    await first.close()
    const restore = copyOf(folder)
    const second = await open(folder, settings)
    await add(second, 1)
    await second.close()
    restore()
    rmSync(join(folder, 'newest-checkpoint'))
    assert.match(await refusal(open(folder, settings)), /^behind: the signer signed a tree of 4/)
  })
})

describe('a log that was put back', () => {
  /** A folder whose database is older than the log was: 3 entries, and as many later. */
  async function putBack(later = 2) {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 3)
    const early = (await first.log.checkpoint()).note
    await first.close()
    const restore = copyOf(folder)
    const second = await open(folder)
    await add(second, later)
    const late = (await second.log.checkpoint()).note
    await second.close()
    return { folder, early, late, restore }
  }

  it('is neither served nor signed when the newest checkpoint beside it covers more (P11)', async () => {
    const { folder, restore } = await putBack()
    restore()
    assert.match(await refusal(open(folder)), /^behind: .*holds 3 entries .* covers 5: 2 entries/)
    assert.match(await refusal(open(folder)), /^behind/, 'and not the second time either')
  })

  it('is refused for one entry as for many (P11)', async () => {
    const { folder, restore } = await putBack(1)
    restore()
    assert.match(await refusal(open(folder)), /^behind: .*holds 3 entries .* covers 4: 1 entries/)
  })

  it('is refused without an entry that the newest checkpoint beside it covers: that is no torn file (P11)', async () => {
    const { folder } = await putBack()
    const database = new DatabaseSync(join(folder, 'journal.db'))
    database.exec('DELETE FROM entries WHERE idx = 1')
    database.close()
    assert.match(await refusal(open(folder)), /^damaged: tile\/0\/.* is incomplete/)
  })

  it('is held to a checkpoint that somebody kept, also to one of another history', async () => {
    const { folder, early, late, restore } = await putBack()
    const known = (note: string) => ({ known: [{ name: 'kept', note }] })
    await (await open(folder, known(early))).close()
    await (await open(folder, known(late))).close()
    restore()
    rmSync(join(folder, 'newest-checkpoint'))
    assert.match(await refusal(open(folder, known(late))), /^behind: .* kept covers 5/)
    // Without anything that is known, nobody can tell; from here on it is another history.
    const forked = await open(folder, known(early))
    await add(forked, 2)
    await forked.close()
    assert.match(await refusal(open(folder, known(late))), /^behind: the first 5 entries are not those/)
    assert.match(await refusal(open(folder, known('no note'))), /^checkpoint-unusable: kept is no checkpoint/)
  })

  it('opens when the file beside it is torn, and says so', async () => {
    const { folder } = await putBack()
    writeFileSync(join(folder, 'newest-checkpoint'), 'half a no')
    const journal = await open(folder)
    await add(journal, 1)
    await journal.close()
    assert.match(readFileSync(join(folder, 'newest-checkpoint'), 'utf8'), /^test\.example\/log\n6\n/)
  })
})

describe('a key that is replaced', () => {
  it('is not replaced by chance: a lost key file does not begin another history', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 1)
    await first.close()
    rmSync(join(folder, 'log.key'))
    assert.match(await refusal(open(folder)), /^key-unusable: .*log\.key is not there/)
    assert.equal(existsSync(join(folder, 'log.key')), false)
    // That of another log neither.
    const other = newFolder()
    await (await open(other)).close()
    copyFileSync(join(other, 'log.key'), join(folder, 'log.key'))
    assert.match(await refusal(open(folder)), /^key-unusable: the log was signed with another key/)
  })

  it('is named in the log under both, so that a reader with the old one learns the new one', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 2)
    const { verifierKey: old } = first
    await first.close()
    const { verifierKey, receipt, retired } = await replaceKey({ folder, projections, isLost: false })
    assert.notEqual(verifierKey, old)
    for (const key of [old, verifierKey]) {
      const parsed = parseReceipt(receipt)
      const { checkpoint } = await verifyReceipt(parsed, parsed.extra ?? Buffer.of(), trustKey(parseVerifierKey(key)))
      assert.equal(checkpoint.size, 3)
      const { kind, data } = JSON.parse(Buffer.from(parsed.extra ?? []).toString())
      assert.deepEqual([kind, data.to], ['log.key-replaced', verifierKey])
    }
    assert.ok(retired !== undefined && (statSync(retired).mode & 0o077) === 0)
    const journal = await open(folder)
    await add(journal, 1)
    assert.equal(journal.verifierKey, verifierKey)
    assert.equal(await verified(journal), 1)
  })

  it('that is lost is followed by one that only other proof connects with the past', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 2)
    const kept = (await first.log.checkpoint()).note
    const { verifierKey: old } = first
    await first.close()
    rmSync(join(folder, 'log.key'))
    const { verifierKey, receipt } = await replaceKey({ folder, projections, isLost: true })
    const parsed = parseReceipt(receipt)
    const entry = parsed.extra ?? Buffer.of()
    await verifyReceipt(parsed, entry, trustKey(parseVerifierKey(verifierKey)))
    await assert.rejects(verifyReceipt(parsed, entry, trustKey(parseVerifierKey(old))), { code: 'signature' })
    assert.equal(JSON.parse(Buffer.from(entry).toString()).data.lost, true)
    // Who kept a checkpoint under the old key still holds the log to it.
    const journal = await open(folder)
    const policy = parsePolicy(`log ${old}\nlog ${verifierKey}\nquorum none\n`)
    const { checkpoint } = await verifyCheckpoint(kept, policy)
    const proof = await consistencyProof(
      checkpoint.size,
      3,
      async (tile) => (await journal.log.tile(tile)) ?? Buffer.of(),
    )
    verifyConsistency(checkpoint, parseCheckpoint(parseNote((await journal.log.checkpoint()).note).text), proof)
  })

  it('moves to a signer of its own', async () => {
    const [folder, keys] = [newFolder(), newFolder()]
    const first = await open(folder)
    await add(first, 1)
    await first.close()
    await replaceKey({ folder, projections, isLost: false })
    const signer = await startSigner(keys)
    const { verifierKey } = await replaceKey({ folder, projections, next: join(keys, 'signer'), isLost: false })
    assert.equal(verifierKey, signer.verifierKey)
    const journal = await open(folder, { signer: join(keys, 'signer') })
    await add(journal, 1)
    assert.equal(existsSync(join(folder, 'log.key')), false)
  })

  it('is finished when it was broken off between the two', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 1)
    const id = first.verifierKey.split('+')[1]
    await first.close()
    const restore = copyOf(folder)
    const { verifierKey } = await replaceKey({ folder, projections, isLost: false })
    // The old key is put away and the new one in its place, and the new one has signed nothing.
    restore()
    rmSync(join(folder, 'newest-checkpoint'))
    assert.match(await refusal(open(folder)), /^key-unusable: the log was signed with another key/)
    const again = await replaceKey({ folder, projections, isLost: false })
    assert.equal(again.verifierKey, verifierKey)
    assert.equal(again.retired, join(folder, `log.key.${id}`))
    assert.equal((await open(folder)).verifierKey, verifierKey)
  })

  it('is finished with the key that the log names when it was broken off while the keys changed places', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 1)
    await first.close()
    const restore = copyOf(folder)
    const { verifierKey } = await replaceKey({ folder, projections, isLost: false })
    // The old key is put away, and the new one is not in its place yet.
    restore()
    rmSync(join(folder, 'newest-checkpoint'))
    renameSync(join(folder, 'log.key'), join(folder, 'log.key.next'))
    const again = await replaceKey({ folder, projections, isLost: false })
    assert.equal(again.verifierKey, verifierKey)
    assert.equal((await open(folder)).verifierKey, verifierKey)
  })

  it('gives the same proof again as long as nothing followed, so that one who was broken off still has it', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await add(first, 1)
    await first.close()
    const replaced = await replaceKey({ folder, projections, isLost: false })
    assert.deepEqual(await replaceKey({ folder, projections, isLost: false }), replaced)
    const journal = await open(folder)
    await add(journal, 1)
    await journal.close()
    assert.notEqual((await replaceKey({ folder, projections, isLost: false })).verifierKey, replaced.verifierKey)
  })
})
