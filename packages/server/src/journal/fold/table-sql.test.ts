// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nameOf } from './table-sql.ts'

it('names no two rows alike, whatever a caller puts in the texts of their keys', () => {
  const keys = [
    ['a b', 'c'],
    ['a', 'b c'],
    ['1:a ', 'c'],
    ['a', '1:c '],
    ['a', 1],
    ['a', '1'],
    ['a', null],
    ['a', 'null'],
    ['a', ''],
  ]
  assert.equal(new Set(keys.map(nameOf)).size, keys.length)
})
