// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { SqliteEngine } from '../engine/sqlite.ts'
import type { Row, Table } from './projection.ts'
import { TableRows } from './table-rows.ts'
import { definitionOf } from './table-sql.ts'

const table: Table = {
  name: 'things',
  columns: { kind: 'TEXT', id: 'BIGINT', state: 'TEXT', count: 'BIGINT' },
  key: ['kind', 'id'],
  indexes: [{ on: ['state'], where: "state <> 'over'" }],
  isOver: ({ state }) => state === 'over',
}

const thing = { kind: fc.constantFrom('a', 'a 1'), id: fc.nat(1) }
const step = fc.oneof(
  fc.record({ ...thing, do: fc.constantFrom('ask', 'remove') }),
  fc.record({ ...thing, do: fc.constant('put'), state: fc.constantFrom('open', 'over', null), count: fc.nat(2) }),
  fc.record({ do: fc.constantFrom('write', 'forget') }),
)

describe('the rows of a table', () => {
  it('are in the table what folds made of them, whether they were asked for first or put blindly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const engine = new SqliteEngine(':memory:', '')
        await engine.define(definitionOf(table))
        await engine.begin()
        const rows = new TableRows(table, engine)
        const wanted = new Map<string, Row>()
        for (const one of steps) {
          if (!('kind' in one)) {
            // What is not written yet would be lost, as it is when a transaction is rolled back.
            await rows.write()
            if (one.do === 'forget') rows.forget()
            continue
          }
          const { kind, id } = one
          const name = `${id} ${kind}`
          const held = one.do === 'ask' ? rows.ask([kind, id]) : rows.hold([kind, id])
          if (!rows.isRead) await rows.load()
          if (one.do === 'ask') assert.deepEqual(held.row, wanted.get(name))
          if (one.do === 'remove') {
            rows.change(held, undefined)
            wanted.delete(name)
          }
          if (!('count' in one)) continue
          const row = { kind, id, state: one.state, count: one.count }
          rows.change(held, row)
          wanted.set(name, row)
        }
        await rows.write()
        const found = await engine.all('SELECT kind, id, state, count FROM things')
        const sorted = (some: readonly object[]) => some.map((row) => JSON.stringify(row)).sort()
        assert.deepEqual(sorted(found), sorted([...wanted.values()]))
        await engine.close()
      }),
    )
  })

  it('have the columns of their table, in whatever order a fold gives some of them', async () => {
    const engine = new SqliteEngine(':memory:', '')
    await engine.define(definitionOf(table))
    await engine.begin()
    const rows = new TableRows(table, engine)
    const put = async (row: Row): Promise<void> => {
      const held = rows.ask(['a', 1])
      await rows.load()
      rows.change(held, rows.whole(row))
      await rows.write()
    }
    const stored = async () => ({ ...(await engine.all('SELECT kind, id, state, count FROM things'))[0] })
    await put({ state: 'open', id: 1, kind: 'a', count: 7 })
    assert.deepEqual(await stored(), { kind: 'a', id: 1, state: 'open', count: 7 })
    await put({ count: 8, kind: 'a', id: 1, state: 'open' })
    assert.deepEqual(await stored(), { kind: 'a', id: 1, state: 'open', count: 8 })
    await put({ kind: 'a', state: 'left', id: 1 })
    assert.deepEqual(await stored(), { kind: 'a', id: 1, state: 'left', count: null })
    await engine.close()
  })
})
