// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { SqliteEngine } from './sqlite.ts'

describe('a statement', () => {
  it('has its values by their numbers, in whatever order and however often they stand in it', async () => {
    const engine = new SqliteEngine(':memory:', '')
    const found = async (sql: string) => Object.values((await engine.all(sql, 'a', 'b'))[0] ?? {})
    assert.deepEqual(await found('SELECT $1 AS one, $2 AS other'), ['a', 'b'])
    assert.deepEqual(await found('SELECT $2 AS one, $1 AS other'), ['b', 'a'])
    assert.deepEqual(await found('SELECT $1 AS one, $2 AS other, $1 || $2 AS both'), ['a', 'b', 'ab'])
    await engine.close()
  })
})

describe('a transaction that SQLite undid by itself', () => {
  it('takes nothing more: what follows would stand without what was undone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-sqlite-'))
    const engine = new SqliteEngine(join(folder, 'full.db'), 'PRAGMA journal_mode = WAL; PRAGMA max_page_count = 20')
    await engine.define('CREATE TABLE things (id BIGINT PRIMARY KEY, bytes BYTEA NOT NULL)')
    const add = (id: number, length: number) =>
      engine.write('INSERT INTO things (id, bytes) VALUES ($1, $2)', [[id, new Uint8Array(length)]])

    await engine.begin()
    await add(1, 1)
    const full = await add(2, 1_000_000).catch((error: unknown) => error)
    assert.ok(engine.isUndone(full))
    await assert.rejects(add(3, 1), (error) => error === full)
    await engine.rollback()
    assert.deepEqual(await engine.all('SELECT id FROM things'), [])

    await engine.begin()
    await add(4, 1)
    await engine.commit()
    assert.deepEqual(
      (await engine.all('SELECT id FROM things')).map(({ id }) => id),
      [4],
    )
    await engine.close()
    rmSync(folder, { recursive: true })
  })
})
