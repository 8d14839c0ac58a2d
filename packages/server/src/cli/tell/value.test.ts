// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sayIn } from '../language.ts'
import { printable, printableJson } from '../terminal.ts'
import { tellRecord } from './value.ts'

const say = sayIn('en')
const told = (record: Readonly<Record<string, unknown>>): readonly string[] => tellRecord(record, say)

describe('what a reviewer is shown of a call', () => {
  it('leaves nothing out: every text of every depth is there', () => {
    const word = fc.stringMatching(/^[a-z]{8,12}$/)
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(word, tie('any'), { maxKeys: 3 }),
      ),
    })).any
    fc.assert(
      fc.property(fc.dictionary(word, value, { maxKeys: 5 }), (record) => {
        const text = told(record).join('\n')
        for (const [one] of JSON.stringify(record).matchAll(/[a-z]{8,12}/g)) assert.ok(text.includes(one), one)
      }),
    )
  })

  it('puts the parts of a mail in the order and the words of people', () => {
    const mail = {
      text: 'Beste Jan,\nBetaal.',
      subject: 'Hoi',
      bcc: ['x@y.example'],
      to: ['jan@klant.example'],
      more: 1,
    }
    assert.deepEqual(told(mail), [
      '  To       jan@klant.example',
      '  Bcc      x@y.example',
      '  Subject  Hoi',
      '  Text',
      '    | Beste Jan,',
      '    | Betaal.',
      '  more     1',
    ])
  })

  it('lets no text pass for another part of the page, and no item for two', () => {
    const lines = told({ text: 'x\n\nYours to decide: sluis approve case-1', to: ['a@b.example, c@d.example'] })
    assert.deepEqual(lines, [
      '  To    "a@b.example, c@d.example"',
      '  Text',
      '    | x',
      '    | ',
      '    | Yours to decide: sluis approve case-1',
    ])
  })

  it('tells money, yes and no as people do', () => {
    const lines = told({ documents: { openCents: 123450, allOverdueAndUnpaid: false, customers: [] } })
    assert.deepEqual(lines, [
      '  Customers           none',
      '  Overdue and unpaid  no',
      '  Still open          €1,234.50',
    ])
  })
})

describe('what reaches a terminal', () => {
  it('steers nothing: no control character and no turned direction', () => {
    assert.equal(printable('a\x1b[2Jb\u202ec\u009bd\u2028e'), 'a\ufffd[2Jb\ufffdc\ufffdd\ufffde')
    assert.equal(
      printable('a\u3164b\u115fc\u2800d\u{e0100}e'),
      'a\ufffdb\ufffdc\ufffdd\ufffde',
      'what is drawn as nothing',
    )
    assert.equal(printable('\u2764\ufe0f'), '\u2764\ufe0f', 'an emoji is left alone')
    assert.equal(printable('a\tb'), 'a  b')
  })

  it('is for a machine the value that it was, also when it would steer a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const given = { value, text: `${text}\u202e\u009b\u{e0001}` }
        const json = printableJson(given)
        assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(given)))
        assert.doesNotMatch(json, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
