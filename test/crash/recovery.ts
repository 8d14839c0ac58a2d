// SPDX-License-Identifier: EUPL-1.2
// Opens what a crash left with the real journal and holds it to what was promised before.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LogError, type LogSource, parseTilePath, parseVerifierKey, trustKey, verifyLog } from '@sluis/log'
import { Journal } from '../../packages/server/src/journal/index.ts'
import type { Promises } from './promises.ts'
import { checkKeysAreGone, checkSealed, Destroyed, parseEntry } from './sealed.ts'
import { origin } from './workload.ts'

const projections = new URL('./projection.ts', import.meta.url)

/** What every recovery of one recording must agree with. */
export interface Reference {
  /** All leaves of the log at the end of the recording; a crash may cut it and change nothing of it. */
  readonly leaves?: readonly Buffer[]
  /** Whom the pseudonyms stood for, also those of subjects that were erased since. */
  readonly subjects: ReadonlyMap<string, string>
  /** The projections as rebuilt from the log alone, by the log's size. */
  readonly dumps: Map<number, Promise<string>>
}

interface Recovered {
  readonly size: number
  readonly leaves: readonly Buffer[]
}

/** Throws when anything that was promised is gone, changed, or back from the dead. */
export async function checkRecovery(folder: string, promises: Promises, reference: Reference): Promise<Recovered> {
  checkKeysAreGone(folder, promises.destroyed)
  let journal = await Journal.open({ folder, origin, projections })
  try {
    if (promises.verifierKey !== undefined)
      assert.equal(journal.verifierKey, promises.verifierKey, 'the log has its key')
    if (promises.digest !== undefined) assert.equal(journal.digest('probe'), promises.digest, 'digests have their key')
    const before = await journal.log.checkpoint()
    assert.ok(before.size >= promises.size, `${before.size} entries are left of ${promises.size} that were promised`)
    const dump = await journal.dump()
    const known = reference.dumps.get(before.size)
    if (known === undefined) {
      await journal.close()
      const rebuilt = rebuild(folder)
      reference.dumps.set(
        before.size,
        rebuilt.then((rebuiltJournal) => rebuiltJournal.dump()),
      )
      journal = await rebuilt
    }
    assert.equal(dump, await reference.dumps.get(before.size), 'the projections are a fold of the log (P12)')

    const next = await journal.append({ kind: 'lab.went-on', data: {} })
    assert.equal(next.entry.index, before.size, 'the log goes on where it ended')
    const leaves = await readWholeLog(journal, [before.note, ...(promises.note === undefined ? [] : [promises.note])])
    assert.equal(leaves.length, before.size + 1)
    const recovered = leaves.slice(0, before.size)
    for (const [index, leaf] of (reference.leaves ?? []).slice(0, before.size).entries()) {
      assert.ok(recovered[index]?.equals(leaf), `entry ${index} is what it was: no fork (P11)`)
    }
    if (reference.leaves !== undefined) assert.ok(before.size <= reference.leaves.length, 'nothing came from nowhere')
    await checkEntries(journal, recovered, promises, reference.subjects)
    checkKeysAreGone(folder, promises.destroyed)
    return { size: before.size, leaves: recovered }
  } finally {
    await journal.close()
  }
}

/** The same folder with projections made from nothing but the log. */
async function rebuild(folder: string): Promise<Journal> {
  const database = new DatabaseSync(join(folder, 'journal.db'))
  database.exec('DELETE FROM shapes')
  database.close()
  return Journal.open({ folder, origin, projections })
}

/** Every entry, once the stand-alone verifier found the whole log valid and grown from each of `notes`. */
async function readWholeLog(journal: Journal, notes: readonly string[]): Promise<Buffer[]> {
  const { note } = await journal.log.checkpoint()
  const source: LogSource = {
    read: async (path) => {
      const bytes = path === 'checkpoint' ? Buffer.from(note) : await journal.log.tile(parseTilePath(path))
      if (bytes === undefined) throw new LogError('not-found', path)
      return bytes
    },
  }
  const leaves: Buffer[] = []
  const answer = await verifyLog(source, {
    policy: trustKey(parseVerifierKey(journal.verifierKey)),
    against: notes.map((text, at) => ({ name: `checkpoint ${at}`, bytes: Buffer.from(text) })),
    onEntry: (_, entry) => {
      leaves.push(Buffer.from(entry))
      return undefined
    },
  })
  assert.equal(answer.kind, 'valid', JSON.stringify(answer))
  return leaves
}

/** Each entry says what it was asked to say, and what it sealed opens unless it was destroyed after it. */
async function checkEntries(
  journal: Journal,
  leaves: readonly Buffer[],
  promises: Promises,
  subjects: ReadonlyMap<string, string>,
): Promise<void> {
  const entries = leaves.map(parseEntry)
  const destroyed = new Destroyed(entries, subjects)
  for (const [index, n] of promises.acknowledged) {
    const { kind, data } = entries[index] ?? {}
    if (n >= 0) assert.equal(data?.n, n, `entry ${index} is what was acknowledged (P1)`)
    else assert.ok(kind === 'subject.erased' || kind === 'content.expired', `entry ${index} tells what went (P1)`)
  }
  for (const [pseudonym, subject] of promises.subjects) {
    const expected = destroyed.pseudonyms.has(pseudonym) ? undefined : subject
    assert.equal(await journal.subjectOf(pseudonym), expected, `${pseudonym} stands for ${expected}`)
  }
  await checkSealed(journal, entries, destroyed)
}
