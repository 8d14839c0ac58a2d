// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makeFolder } from './make-folder.ts'

describe('making a folder', () => {
  it('makes those above it for their owner alone, and leaves what is there', () => {
    const place = mkdtempSync(join(tmpdir(), 'sluis-folder-'))
    const folder = join(place, 'a/b')
    makeFolder(folder, 0o700)
    makeFolder(folder, 0o700)
    assert.equal(statSync(join(place, 'a')).mode & 0o777, 0o700)
    writeFileSync(join(place, 'file'), '')
    assert.throws(() => makeFolder(join(place, 'file')), { code: 'EEXIST' })
    assert.throws(() => makeFolder(join(place, 'file/b')), { code: 'EEXIST' })
    rmSync(place, { recursive: true })
  })

  it('ends where no folder can be made', { skip: !existsSync('/proc/self') }, () => {
    assert.throws(() => makeFolder('/proc/sluis/data'), { code: 'ENOENT' })
  })
})
