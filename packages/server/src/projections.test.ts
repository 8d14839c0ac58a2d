// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { Journal } from './journal/index.ts'
import { projections } from './projections.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-projections-'))
after(() => rmSync(folder, { recursive: true }))
const open = () =>
  Journal.open({ folder, origin: 'test/log', projections: new URL('./projections.ts', import.meta.url) })

describe('the tables of all rooms', () => {
  it('stay as they are at a start when none of them changed: to make them anew reads the whole log', async () => {
    await (await open()).close()
    const database = new DatabaseSync(join(folder, 'journal.db'))
    const tables = projections.flatMap((projection) => projection.tables)
    for (const { name, columns, key } of tables) {
      const values = key.map((column) => (columns[column] === 'TEXT' ? "'mark'" : '1'))
      database.exec(`INSERT INTO ${name} (${key.join(', ')}) VALUES (${values.join(', ')})`)
    }
    database.close()
    const journal = await open()
    const lost: string[] = []
    for (const { name } of tables) if ((await journal.query(`SELECT 1 FROM ${name}`)).length === 0) lost.push(name)
    await journal.close()
    assert.deepEqual(lost, [])
  })
})
