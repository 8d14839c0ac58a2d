// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { trustKey, verifyLog } from '../index.ts'
import { testKey } from '../test/keys.ts'
import { MemoryLog, numberedEntries } from '../test/memory-log.ts'
import { refusedAs } from '../test/refusal.ts'
import { directorySource, readFileBounded } from './directory-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-log-'))
after(() => rmSync(folder, { recursive: true }))

const log = testKey('example.com/log', 1)
const files = await MemoryLog.of(numberedEntries(300)).files(log.signer)

function exported(name: string): string {
  const directory = join(folder, name)
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), bytes)
  }
  return directory
}

const verify = (directory: string): ReturnType<typeof verifyLog> =>
  verifyLog(directorySource(directory), { policy: trustKey(log.key) })

describe('an exported directory', () => {
  it('is verified, and lists exactly what it holds', async () => {
    const directory = exported('good')
    const listed: string[] = []
    for await (const path of directorySource(directory).list?.() ?? []) listed.push(path)
    assert.deepEqual(listed.toSorted(), [...files.keys()].toSorted())
    assert.equal((await verify(directory)).kind, 'valid')
  })

  it('is unreachable when it is not there or is no directory', () => {
    for (const path of ['nowhere', 'good/checkpoint']) {
      assert.throws(() => directorySource(join(folder, path)), refusedAs('unreachable'))
    }
  })

  it('is invalid with a link in the place of a file or a directory, whatever it points to', async () => {
    const linkedFile = exported('linked-file')
    renameSync(join(linkedFile, 'checkpoint'), join(folder, 'moved-checkpoint'))
    symlinkSync(join(folder, 'moved-checkpoint'), join(linkedFile, 'checkpoint'))
    assert.equal((await verify(linkedFile)).kind, 'invalid')

    const linkedDirectory = exported('linked-directory')
    renameSync(join(linkedDirectory, 'tile'), join(folder, 'moved-tile'))
    symlinkSync(join(folder, 'moved-tile'), join(linkedDirectory, 'tile'))
    const result = await verify(linkedDirectory)
    assert.deepEqual(result.kind === 'invalid' && result.findings.map(({ code, path }) => [code, path]), [
      ['extra-file', 'tile'],
    ])
  })

  it('does not hang on a pipe or read a directory as a file', { skip: process.platform === 'win32' }, async () => {
    const directory = exported('pipe')
    rmSync(join(directory, 'tile/0/000'))
    execFileSync('mkfifo', [join(directory, 'tile/0/000')])
    const result = await verify(directory)
    assert.equal(result.kind === 'invalid' && result.findings[0]?.code, 'not-found')
    assert.throws(() => readFileBounded(folder, 10), refusedAs('not-found'))
  })

  it('reads no more of a file than it may hold', () => {
    assert.throws(() => readFileBounded(join(folder, 'good', 'tile/0/000'), 8191), refusedAs('too-large'))
    assert.equal(readFileBounded(join(folder, 'good', 'tile/0/000'), 8192).length, 8192)
    assert.throws(() => readFileBounded(join(folder, 'nothing'), 1), refusedAs('not-found'))
  })
})
