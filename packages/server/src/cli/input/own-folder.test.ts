// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sayIn } from '../language.ts'
import { refuseRootIn } from './own-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-own-folder-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const say = sayIn('en')

describe('a data folder that a command writes keys into', () => {
  it('is left alone by root when it is another user’s, and root is told as whom to do it', () => {
    const somebody = process.getuid?.() || 65_534
    if (process.getuid?.() === 0) chownSync(folder, somebody, somebody)
    assert.throws(() => refuseRootIn(folder, { say }, 0), {
      code: 'misused',
      message: new RegExp(`belongs to another user.*sudo -u '#${somebody}'`),
    })
  })

  it('is written into by whoever runs Sluis, and by anybody where it is not there yet', () => {
    refuseRootIn(folder, { say }, 1000)
    refuseRootIn(join(folder, 'new'), { say }, 0)
  })
})
