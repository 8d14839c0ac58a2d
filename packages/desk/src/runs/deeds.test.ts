// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RunCall } from '../api-runs.ts'
import { deedsOf } from './deeds.ts'

const read = (id: string, more: Partial<RunCall> = {}): RunCall => ({
  id,
  at: 0,
  action: 'callTool',
  resource: 'books_read_text_file',
  decision: 'allow',
  rules: [],
  outcome: 'done',
  summary: `{"path":"${id}.xml"}`,
  ...more,
})

describe('what an agent did, to read', () => {
  it('takes a row of equal deeds together, with what each was about', () => {
    const [deed, ...others] = deedsOf([read('a'), read('b'), read('c')])
    assert.deepEqual([deed?.times, deed?.about, others.length], [3, ['a.xml', 'b.xml', 'c.xml'], 0])
  })

  it('lets nothing that was refused, held, or went otherwise disappear in a row', () => {
    const odd: Partial<RunCall>[] = [
      { decision: 'deny' },
      { decision: 'hold', case: 'case-1' },
      { case: 'case-1' },
      { outcome: 'unknown' },
      { resource: 'mail_send' },
      { action: 'callModel' },
    ]
    for (const more of odd) {
      const deeds = deedsOf([read('a'), read('b', more), read('c')])
      assert.deepEqual(
        deeds.map(({ times }) => times),
        [1, 1, 1],
        JSON.stringify(more),
      )
    }
  })

  it('says what a call was about as the API does where that is no simple JSON', () => {
    for (const summary of ['info@bakker.example · Herinnering', '{"path":"cut sho', '{"a":{"b":1}}', '[1]']) {
      assert.deepEqual(deedsOf([read('a', { summary })])[0]?.about, [summary])
    }
  })
})
