// SPDX-License-Identifier: EUPL-1.2
// Commands on a log that lies in a database, given as somebody would who has only known a data folder.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { sluisCommand } from './run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-database-'))
after(() => rmSync(folder, { recursive: true }))
// Nothing listens there: what is asserted is said before anybody asks the database.
const environment = { SLUIS_DATABASE: 'postgres://sluis:secret@127.0.0.1:1/sluis' }

it('a backup of a database is refused with what makes one, and not for the data folder', async () => {
  for (const args of [
    ['backup', join(folder, 'copy')],
    ['restore', folder],
  ]) {
    const { code, error } = await sluisCommand(environment, [...args, '--data', join(folder, 'data')])
    assert.equal(code, 2)
    assert.match(error, /SLUIS_DATABASE.*pg_dump.*several-processes\.md/s)
    assert.doesNotMatch(error, /secret/)
  }
  assert.equal(existsSync(join(folder, 'copy')), false)
})

it('an export without the data folder of a process writes nothing, so that the next try finds its folder empty', async () => {
  const to = join(folder, 'out')
  const { code, error } = await sluisCommand(environment, ['export-log', to, '--data', join(folder, 'data')])
  assert.equal(code, 1)
  assert.match(error, /holds no verifier key.*--data/s)
  assert.equal(existsSync(to), false)
})
