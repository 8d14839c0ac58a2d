// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sayIn } from '../language.ts'
import { sinceFrom, untilFrom } from './since.ts'

const terminal = { say: sayIn('en') }
const now = Date.parse('2026-11-23T12:00:00Z')
const day = 86_400_000

describe('a time on the command line', () => {
  it('is a span before or after now, or a date', () => {
    assert.equal(sinceFrom('2d', now, terminal), now - 2 * day)
    assert.equal(untilFrom('90d', now, terminal, '--expires'), now + 90 * day)
    assert.equal(sinceFrom('2026-11-01', now, terminal), Date.parse('2026-11-01'))
    assert.equal(untilFrom('2027-11-01', now, terminal, '--expires'), Date.parse('2027-11-01'))
    assert.equal(sinceFrom('999999d', now, terminal), 0)
  })

  it('is refused where it is none, or already over for what is to come', () => {
    for (const given of ['', 'soon', '1w', '-1d', '1.5d', '0d', '2026-11-23', '2026-13-01']) {
      assert.throws(
        () => untilFrom(given, now, terminal, '--expires'),
        { code: 'misused', message: /--expires/ },
        given,
      )
    }
    for (const given of ['', 'soon', '1w', '-1d', '1.5d', '2026-13-01']) {
      assert.throws(() => sinceFrom(given, now, terminal), { code: 'misused', message: /--since/ }, given)
    }
  })
})
