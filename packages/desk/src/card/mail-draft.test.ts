// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { argumentsOf, draftOf, mailOf, problemsOf } from './mail-draft.ts'

const mail = {
  to: ['info@bakker.example'],
  cc: [],
  bcc: ['kopie@verhage.example'],
  subject: 'Herinnering',
  text: 'Beste klant,\n\nbetaal.\n',
  attachments: [{ document: 'invoices/2026-0103.xml' }, { document: 'invoices/2026-0104.xml' }],
}

describe('a mail in the form', () => {
  it('comes out as it went in when nobody changed it', () => {
    assert.deepEqual(mailOf(draftOf(mail)), mail)
  })

  it('leaves out what is empty, and a document that was unticked', () => {
    const draft = {
      ...draftOf(mail),
      bcc: '  \n',
      attachments: [{ document: 'invoices/2026-0103.xml', isKept: false }],
    }
    assert.deepEqual(argumentsOf(mailOf(draft)), { to: mail.to, subject: mail.subject, text: mail.text })
  })

  it('takes addresses on lines or with commas between them', () => {
    assert.deepEqual(mailOf({ ...draftOf(mail), to: ' a@b.nl, c@d.nl;\ne@f.nl ' }).to, ['a@b.nl', 'c@d.nl', 'e@f.nl'])
  })

  it('says what is missing or wrong, at its field', () => {
    const draft = { ...draftOf(mail), to: '', cc: 'Bakker', subject: ' ', text: '\n' }
    assert.deepEqual(
      problemsOf(mailOf(draft)).map(({ kind, field }) => [kind, field]),
      [
        ['bad-address', 'cc'],
        ['no-recipient', 'to'],
        ['empty', 'subject'],
        ['empty', 'text'],
      ],
    )
  })
})
