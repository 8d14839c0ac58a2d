// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeBundle, LogError, type LogSource, maxEntryLength, parsePolicy, trustKey, verifyLog } from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { type Files, MemoryLog, numberedEntries, sourceOf } from './test/memory-log.ts'
import {
  changed,
  findingsIn,
  firstFinding,
  flipped,
  large,
  largeFiles,
  log,
  policy,
  small,
  smallFiles,
  witness,
  witnessPolicy,
} from './test/verified-logs.ts'

describe('a whole log', () => {
  it('is valid as it was exported, at every size around the edges of a tile', async () => {
    for (const size of [0, 1, 2, 20, 255, 256, 257, 511, 512, 513, 600]) {
      const result = await verifyLog(sourceOf(await large.files(log.signer, size)), { policy })
      assert.equal(result.kind, 'valid', `size ${size}`)
      assert.equal(result.kind === 'valid' && result.checkpoint.checkpoint.size, size)
    }
  })

  it('is valid with three levels of tiles', async () => {
    const deep = MemoryLog.of(numberedEntries(65_536 + 300))
    const files = await deep.files(log.signer)
    assert.ok(files.has('tile/2/000.p/1') && files.has('tile/1/001.p/1') && files.has('tile/1/000'))
    assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'valid')
    for (const [path, entry] of [
      ['tile/2/000.p/1', 0],
      ['tile/1/001.p/1', 65_536],
      ['tile/1/000', 0],
    ] as const) {
      const finding = await firstFinding(flipped(files, path, 5, 1))
      assert.deepEqual([finding.code, finding.path, finding.entry], ['tile-altered', path, entry])
    }
  })

  it('gives each entry, in order, and tells how far it is', async () => {
    const seen: string[] = []
    const progress: number[] = []
    await verifyLog(sourceOf(largeFiles), {
      policy,
      onEntry: (index, entry) => {
        assert.equal(index, seen.length)
        seen.push(Buffer.from(entry).toString())
        return undefined
      },
      onProgress: (entries, total) => {
        assert.equal(total, 600)
        progress.push(entries)
      },
    })
    assert.deepEqual(seen, numberedEntries(600))
    assert.deepEqual(progress, [256, 512, 600])
  })

  it("is invalid when the reader's own check refuses an entry", async () => {
    const onEntry = (index: number): string | undefined => (index === 300 ? 'not JSON' : undefined)
    const result = await verifyLog(sourceOf(largeFiles), { policy, onEntry })
    const finding = { code: 'entry-refused', path: 'tile/entries/001', entry: 300, message: 'not JSON' }
    assert.deepEqual(result, { kind: 'invalid', findings: [finding] })
    const wordless = await verifyLog(sourceOf(smallFiles), { policy, onEntry: () => '' })
    assert.equal(wordless.kind, 'invalid')
  })

  it('may have entries as long as a bundle takes, each byte of which counts', async () => {
    const longest = MemoryLog.of([new Uint8Array(maxEntryLength).fill(1), new Uint8Array(maxEntryLength).fill(2)])
    const files = await longest.files(log.signer)
    assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'valid')
    assert.equal((await verifyLog(sourceOf(await longest.files(log.signer, 1)), { policy })).kind, 'valid')
    for (const at of [2, 8194, maxEntryLength + 1]) {
      const { code, entry } = await firstFinding(flipped(files, 'tile/entries/000.p/2', at, 1))
      assert.deepEqual([code, entry], ['entry-altered', 0])
    }
  })
})

describe('an altered log (P11)', () => {
  it('is found out at every byte of a log of 20 entries', async () => {
    let count = 0
    for (const [path, bytes] of smallFiles) {
      for (let at = 0; at < bytes.length; at++) {
        for (const mask of [1 << (at % 8), 0xff]) {
          await findingsIn(flipped(smallFiles, path, at, mask))
          count++
        }
      }
    }
    assert.ok(count > 2000, `${count} flips`)
  })

  it('is found out at bytes all over a log of 600 entries', async () => {
    for (const [path, bytes] of largeFiles) {
      const step = Math.max(1, Math.floor(bytes.length / 40))
      for (let at = 0; at < bytes.length; at += step) await findingsIn(flipped(largeFiles, path, at, 1 << (at % 8)))
    }
  })

  it('is named by its entry when an entry was changed', async () => {
    for (const entry of [0, 255, 256, 511, 512, 599]) {
      const path = `tile/entries/${entry < 256 ? '000' : entry < 512 ? '001' : '002.p/88'}`
      const first = Math.floor(entry / 256) * 256
      const entries = large.entries.slice(first, Math.min(first + 256, 600)).with(entry - first, utf8('made up'))
      const findings = await findingsIn(new Map(largeFiles).set(path, encodeBundle(entries)))
      assert.deepEqual(
        findings.map(({ code, path, entry }) => [code, path, entry]),
        [['entry-altered', path, entry]],
      )
    }
  })

  it('is named by its tile when only a tile was changed, with the entry that the hash is of', async () => {
    const finding = await firstFinding(flipped(largeFiles, 'tile/0/001', 32 * 44 + 5, 1))
    assert.deepEqual([finding.code, finding.path, finding.entry], ['tile-altered', 'tile/0/001', 300])
  })

  it('is found out when an entry and its hash were both made up', async () => {
    const forged = MemoryLog.of(numberedEntries(600).with(300, 'made up'))
    const forgedFiles = await forged.files(log.signer)
    const files = new Map(largeFiles)
    for (const path of ['tile/entries/001', 'tile/0/001']) files.set(path, forgedFiles.get(path) ?? utf8(''))
    const finding = await firstFinding(files)
    assert.deepEqual([finding.code, finding.path, finding.entry], ['entry-altered', 'tile/1/000.p/2', 256])
  })

  it('is found out when everything was made up but the checkpoint', async () => {
    const files = await MemoryLog.of(numberedEntries(600).with(300, 'made up')).files(log.signer)
    files.set('checkpoint', largeFiles.get('checkpoint') ?? utf8(''))
    assert.deepEqual(
      (await findingsIn(files)).map(({ code, path, line }) => [code, path, line]),
      [['root', 'checkpoint', 3]],
    )
  })

  it('is found out when bundles or tiles were swapped, or entries within one', async () => {
    const swap = (a: string, b: string): Files =>
      new Map(largeFiles).set(a, largeFiles.get(b) ?? utf8('')).set(b, largeFiles.get(a) ?? utf8(''))
    assert.deepEqual((await firstFinding(swap('tile/entries/000', 'tile/entries/001'))).entry, 0)
    assert.deepEqual((await firstFinding(swap('tile/0/000', 'tile/0/001'))).code, 'tile-altered')
    const [a, b, ...rest] = small.entries
    assert.ok(a && b)
    const finding = await firstFinding(new Map(smallFiles).set('tile/entries/000.p/20', encodeBundle([b, a, ...rest])))
    assert.deepEqual([finding.code, finding.entry], ['entry-altered', 0])
  })

  it('is found out when both the bundles and the tiles were swapped together', async () => {
    const files = new Map(largeFiles)
    for (const kind of ['entries', '0']) {
      files.set(`tile/${kind}/000`, largeFiles.get(`tile/${kind}/001`) ?? utf8(''))
      files.set(`tile/${kind}/001`, largeFiles.get(`tile/${kind}/000`) ?? utf8(''))
    }
    assert.equal((await firstFinding(files)).code, 'entry-altered')
  })

  it('is found out when a file is missing, cut or longer, and the rest is still judged', async () => {
    for (const path of largeFiles.keys()) {
      const missing = new Map(largeFiles)
      missing.delete(path)
      assert.deepEqual([(await firstFinding(missing)).code, (await firstFinding(missing)).path], ['not-found', path])
      assert.equal((await firstFinding(changed(largeFiles, path, (bytes) => bytes.subarray(0, -1)))).path, path)
      assert.equal((await firstFinding(changed(largeFiles, path, (bytes) => Buffer.concat([bytes, bytes])))).path, path)
    }
    const two = flipped(largeFiles, 'tile/entries/002.p/88', 10, 1)
    two.delete('tile/entries/000')
    assert.deepEqual(
      (await findingsIn(two)).map(({ path }) => path),
      ['tile/entries/000', 'tile/entries/002.p/88'],
    )
  })

  it('ends the audit where neither entries nor hashes are left', async () => {
    const files = new Map([['checkpoint', largeFiles.get('checkpoint') ?? utf8('')]])
    assert.deepEqual(
      (await findingsIn(files)).map(({ path }) => path),
      ['tile/entries/000', 'tile/0/000'],
    )
    // What was found up to there is told.
    const altered = flipped(largeFiles, 'tile/0/000', 5, 1)
    for (const path of ['tile/entries/001', 'tile/0/001']) altered.delete(path)
    assert.deepEqual(
      (await findingsIn(altered)).map(({ code, path }) => [code, path]),
      [
        ['not-found', 'tile/entries/001'],
        ['not-found', 'tile/0/001'],
        ['entry-altered', 'tile/entries/000'],
      ],
    )
  })

  it('is told in a bounded number of findings', async () => {
    const garbage = changed(largeFiles, 'tile/0/000', (bytes) => bytes.fill(0))
    assert.equal((await findingsIn(garbage)).length, 20)
    const more = Array.from({ length: 30 }, (_, i) => [`notes-${i}.txt`, utf8('x')] as const)
    assert.equal((await findingsIn(new Map([...smallFiles, ...more]))).length, 20)
  })

  it('is found out when files were added that nothing proves', async () => {
    for (const path of [
      'tile/entries/003',
      'tile/0/002.p/87',
      'tile/1/000.p/1',
      'tile/2/000.p/1',
      'notes.txt',
      'tile/x',
      'a.DS_Store',
      '.DS_Store/a',
    ]) {
      const finding = await firstFinding(new Map(largeFiles).set(path, utf8('x')))
      assert.deepEqual([finding.code, finding.path], ['extra-file', path])
    }
  })

  it('is not blamed for what a desktop leaves in a folder that someone opened', async () => {
    const files = new Map(largeFiles).set('.DS_Store', utf8('x')).set('tile/Thumbs.db', utf8('x'))
    assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'valid')
  })
})

describe('the other answers', () => {
  it('is key unknown without a key, or with the key of another log; never valid', async () => {
    for (const unknown of [undefined, trustKey(testKey('example.com/other', 5).key), parsePolicy('quorum none\n')]) {
      const result = await verifyLog(sourceOf(smallFiles), { policy: unknown })
      assert.equal(result.kind, 'key-unknown')
    }
  })

  it('is invalid without the quorum of witnesses', async () => {
    const strict = { ...witnessPolicy, quorum: { kind: 'witness', key: witness.key } } as const
    const result = await verifyLog(sourceOf(smallFiles), { policy: strict })
    assert.equal(result.kind === 'invalid' && result.findings[0]?.code, 'quorum')
  })

  it('is unreachable when the source fails, at the checkpoint or halfway', async () => {
    for (const failing of ['checkpoint', 'tile/0/001', 'tile/entries/002.p/88', 'tile/1/000.p/2']) {
      const source: LogSource = {
        read: (path, maxLength) => {
          if (path === failing) throw new LogError('unreachable', 'no answer')
          return sourceOf(largeFiles).read(path, maxLength)
        },
      }
      assert.deepEqual(await verifyLog(source, { policy }), { kind: 'unreachable', message: 'no answer' })
    }
  })

  it('is unreachable at an address without a checkpoint, and invalid for an export without one', async () => {
    const empty = new Map<string, Uint8Array>()
    assert.equal((await verifyLog(sourceOf(empty, 'living'), { policy })).kind, 'unreachable')
    assert.equal((await verifyLog(sourceOf(empty), { policy })).kind, 'invalid')
  })

  it('does not hide a defect of the program as an answer about the log', async () => {
    const source: LogSource = {
      read: () => {
        throw new TypeError('a defect')
      },
    }
    await assert.rejects(verifyLog(source, { policy }), TypeError)
    const halfway: LogSource = {
      ...sourceOf(smallFiles),
      read: (path, maxLength) => (path === 'checkpoint' ? sourceOf(smallFiles) : source).read(path, maxLength),
    }
    await assert.rejects(verifyLog(halfway, { policy }), TypeError)
  })
})

describe('a living log', () => {
  it('may have grown: full tiles stand for the partial ones of its checkpoint', async () => {
    for (const size of [1, 20, 255, 300, 511]) {
      // What the log published at this size, less the partial tiles that full ones have replaced since.
      const files = new Map([...(await large.files(log.signer, size)), ...largeFiles])
      for (const path of files.keys()) {
        const [full = ''] = path.split('.p/')
        if (full !== path && files.has(full)) files.delete(path)
      }
      files.set('checkpoint', utf8(await large.checkpoint(log.signer, size)))
      const result = await verifyLog(sourceOf(files, 'living'), { policy })
      assert.equal(result.kind, 'valid', `size ${size}`)
    }
  })

  it('is still checked for what its checkpoint covers', async () => {
    const files = await large.files(log.signer)
    files.set('checkpoint', utf8(await large.checkpoint(log.signer, 20)))
    for (const [path, at] of [
      ['tile/entries/000', 40],
      ['tile/0/000', 100],
    ] as const) {
      const result = await verifyLog(sourceOf(flipped(files, path, at, 1), 'living'), { policy })
      assert.equal(result.kind, 'invalid', path)
    }
  })

  it('is no excuse for an export: it must hold the tiles of its checkpoint and no more', async () => {
    const files = await large.files(log.signer)
    files.set('checkpoint', utf8(await large.checkpoint(log.signer, 20)))
    assert.equal((await verifyLog(sourceOf(files), { policy })).kind, 'invalid')
  })
})
