// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendarOf, folded } from './calendar.ts'
import { hostile } from './testing/documents.ts'
import { fullPortrait, portraitWith } from './testing/portraits.ts'

/** RFC 5545 §3.1: content lines, unfolded. */
const linesOf = (calendar: string) => calendar.replaceAll('\r\n ', '').split('\r\n')

describe('the calendar of obligations', () => {
  it('has a whole day for each obligation, which keeps its number', () => {
    const portrait = fullPortrait()
    const lines = linesOf(calendarOf(portrait, 'nl'))
    const events = lines.filter((line) => line === 'BEGIN:VEVENT').length
    assert.equal(events, portrait.evaluation.obligations.length)
    assert.ok(lines.includes('DTSTART;VALUE=DATE:20271202'))
    assert.ok(lines.includes('DTEND;VALUE=DATE:20271203'))
    const uids = (text: string) => linesOf(text).filter((line) => line.startsWith('UID:'))
    assert.equal(new Set(uids(calendarOf(portrait, 'nl'))).size, events)
    const later = { ...portrait, madeAt: portrait.madeAt + 1, on: '2026-11-23' }
    assert.deepEqual(uids(calendarOf(later, 'en')), uids(calendarOf(portrait, 'nl')))
  })

  it('keeps its lines to 75 octets and ends each with CR LF', () => {
    const calendar = calendarOf(fullPortrait(), 'nl')
    assert.ok(calendar.endsWith('END:VCALENDAR\r\n'))
    assert.doesNotMatch(calendar.replaceAll('\r\n', ''), /[\r\n]/)
    for (const line of calendar.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const line = text.replaceAll(/[\r\n]/g, '')
        const parts = folded(line).split('\r\n')
        assert.ok(parts.every((part) => Buffer.byteLength(part) <= 75))
        assert.equal(folded(line).replaceAll('\r\n ', ''), line)
      }),
    )
  })

  it('escapes what separates values (RFC 5545 §3.3.11)', () => {
    const portrait = portraitWith()
    const calendar = calendarOf({ ...portrait, system: { ...portrait.system, name: 'a;b,c\\d' } }, 'en')
    assert.ok(linesOf(calendar).some((line) => line.startsWith('SUMMARY:a\\;b\\,c\\\\d: ')))
  })

  it('takes no event from a text', () => {
    for (const name of hostile) {
      const portrait = portraitWith()
      const calendar = calendarOf({ ...portrait, system: { ...portrait.system, name } }, 'en')
      const lines = linesOf(calendar)
      assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, portrait.evaluation.obligations.length)
      assert.equal(lines.filter((line) => line.startsWith('SUMMARY:more')).length, 0)
      assert.doesNotMatch(calendar.replaceAll('\r\n', ''), /\p{Cc}/u)
    }
  })
})
