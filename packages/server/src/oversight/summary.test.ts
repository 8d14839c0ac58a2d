// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../journal/index.ts'
import { summarise } from './summary.ts'

const summary = (given: JsonObject) => summarise({ arguments: given, attachments: [] })

describe('the line of a case', () => {
  it('names who else gets the mail, so that a bcc can not hide', () => {
    assert.equal(
      summary({ to: ['a@x.example', 'b@x.example'], cc: [], bcc: ['c@evil.example'], subject: 'Report' }),
      'a@x.example, b@x.example · bcc c@evil.example · Report',
    )
  })

  it('shows the arguments of any other tool, and of a mail that is not shaped like one', () => {
    assert.equal(summary({ path: 'crm.csv' }), '{"path":"crm.csv"}')
    assert.equal(summary({ to: 'a@x.example' }), '{"to":"a@x.example"}')
  })

  it('lets no control or direction character turn the line around, and no length flood the list', () => {
    assert.equal(
      summary({ to: ['a@x.example'], subject: 'a\u202Efdp.exe\nb' }),
      'a@x.example · a\u{FFFD}fdp.exe\u{FFFD}b',
    )
    assert.equal(summary({ to: ['a@x.example'], subject: 'a\u3164b\u2800c' }), 'a@x.example · a\ufffdb\ufffdc')
    const long = summary({ to: ['a@x.example'], subject: '😀'.repeat(1000) })
    assert.equal([...long].length, 240)
    assert.ok(long.isWellFormed())
  })
})
