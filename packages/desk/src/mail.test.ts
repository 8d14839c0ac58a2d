// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesOf } from './changes.ts'
import { readFacts } from './facts.ts'
import { isPlainAddress, readMail, recipientsOf } from './mail.ts'

const mail = { to: ['info@bakker.example'], subject: 'Herinnering', text: 'Beste klant' }
const facts = {
  mail: {
    recipients: ['drop@outside.example', 'info@bakker.example', 'team@verhage.example'],
    outsideRecipients: ['drop@outside.example', 'info@bakker.example'],
  },
  documents: { invoices: 1, debtorAddresses: ['info@bakker.example'] },
}

describe('a mail on the card', () => {
  it('is a mail only when every argument is known, so that none goes unseen', () => {
    assert.notEqual(readMail(mail), undefined)
    assert.equal(readMail({ ...mail, replyTo: 'x@outside.example' }), undefined)
    assert.equal(readMail({ ...mail, attachments: [{ document: 'a.xml', as: 'b.xml' }] }), undefined)
    assert.equal(readMail({ ...mail, to: 'info@bakker.example' }), undefined)
    assert.equal(readMail(null), undefined)
  })

  it('marks each recipient of to, cc and bcc as inside or outside, and as the debtor or not', () => {
    const read = readMail({ ...mail, cc: ['Team@verhage.example'], bcc: ['drop@outside.example'] })
    assert.ok(read !== undefined)
    assert.deepEqual(
      recipientsOf(read, readFacts(facts)).map(({ field, isOutside, isDebtor }) => [field, isOutside, isDebtor]),
      [
        ['to', true, true],
        ['cc', false, false],
        ['bcc', true, false],
      ],
    )
  })

  it('takes an address for outside that the gate said nothing about (P10)', () => {
    const read = readMail({ ...mail, to: ['boss@verhage.example'] })
    assert.ok(read !== undefined)
    for (const unsaid of [undefined, null, {}, { mail: 'broken' }, { mail: { recipients: [1] } }]) {
      assert.deepEqual(
        recipientsOf(read, readFacts(unsaid)).map(({ isOutside, isDebtor }) => [isOutside, isDebtor]),
        [[true, undefined]],
      )
    }
  })

  it('shows facts that it has no words for', () => {
    assert.deepEqual(readFacts({ ...facts, labels: [], budget: { left: 3 } }).others, { budget: { left: 3 } })
  })

  it('tells what an edit changed, part by part', () => {
    const changes = changesOf(mail, { ...mail, cc: ['team@verhage.example'], text: 'Beste heer' })
    assert.deepEqual(
      changes.map(({ field }) => field),
      ['cc', 'text'],
    )
    assert.equal(changesOf(mail, { ...mail, cc: [] }).length, 0)
    assert.deepEqual(
      changesOf({ a: 1 }, { a: 2 }).map(({ field }) => field),
      [undefined],
    )
  })

  it('takes no name, list or look-alike for an address', () => {
    assert.ok(isPlainAddress('info@bakker.example'))
    for (const text of [
      'Bakker <info@bakker.example>',
      'a@b',
      'a@b.example,c@d.example',
      'info@bаkker.example',
      ' a@b.nl',
    ]) {
      assert.equal(isPlainAddress(text), false, text)
    }
  })
})
