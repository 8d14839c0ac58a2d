// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry, Row } from '../../journal/index.ts'
import { calls } from './projection.ts'

describe('the fold of runs', () => {
  it('tells in which hour a run was active last, with one row an hour however many calls it makes', () => {
    const hour = 3_600_000
    const rows = new Map<string, Row>()
    const fold = (kind: string, at: number, data: Entry['data']): number => {
      const entry: Entry = { at, kind, index: at, data: { run: 'r', agent: 'a', system: 's', ...data } }
      const changes = calls.apply(entry, (table, ...key) => rows.get(JSON.stringify([table, ...key])))
      for (const change of changes)
        if ('put' in change) rows.set(JSON.stringify([change.put, change.row.id ?? '']), change.row)
      return changes.filter((change) => 'put' in change && change.put === 'runs').length
    }
    const call = (name: string, at: number) =>
      fold('call.denied', at, { call: name, action: 'callTool', resource: 'x', rules: [] })
    const activeAt = () => rows.get('["runs","r"]')?.active_at
    assert.equal(fold('run.started', 10, {}), 1)
    assert.deepEqual([call('c1', 20), call('c2', hour - 1), activeAt()], [0, 0, 10])
    assert.deepEqual([call('c3', hour + 5), call('c4', hour + 9), activeAt()], [1, 0, hour + 5])
  })
})
