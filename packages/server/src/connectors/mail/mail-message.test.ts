// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { z } from 'zod'
import { ConnectorError, type ConnectorErrorCode } from '../error.ts'
import { mailInput, readMailArguments } from './mail-arguments.ts'
import { type MailAttachment, type PreparedMail, prepareMail } from './mail-message.ts'

const plain = { to: ['team@verhage.example'], subject: 'Weekrapport', text: 'Omzet: € 1.234,56\n' }
const setting = {
  from: 'administratie@verhage.example',
  messageId: '<0197.abc-1@verhage.example>',
  date: new Date('2026-11-23T07:00:00Z'),
  attachments: [],
}
const prepared = async (mail: unknown, attachments: readonly MailAttachment[] = []): Promise<PreparedMail> =>
  await prepareMail(readMailArguments(mail), { ...setting, attachments })
const parsed = async ({ raw }: PreparedMail): Promise<Email> => await PostalMime.parse(raw)
const hasCode = (code: ConnectorErrorCode) => (error: unknown) => error instanceof ConnectorError && error.code === code
const refuses = (change: object, why?: RegExp): void => {
  assert.throws(
    () => readMailArguments({ ...plain, ...change }),
    (error) => hasCode('arguments-invalid')(error) && (why?.test(String(error)) ?? true),
    JSON.stringify(change).slice(0, 200),
  )
}

describe('what an agent hands to the mail tool', () => {
  it('is read with its recipients together, each once, in lower case', () => {
    const { recipients, documents } = readMailArguments({
      ...plain,
      to: ['B@x.example', 'a@x.example'],
      cc: ['b@X.example'],
      bcc: ['c@x.example'],
      attachments: [{ document: 'invoices/2026-0101.xml' }],
    })
    assert.deepEqual(
      [recipients, documents],
      [['a@x.example', 'b@x.example', 'c@x.example'], ['invoices/2026-0101.xml']],
    )
  })

  it('is refused with anything but plain addresses, one to fifty', () => {
    refuses({ to: [] })
    refuses({ to: ['Team <team@verhage.example>'] }, /to\.0: write one plain mail address/)
    refuses({ bcc: ['team@verhage.example\r\nX: y'] })
    const many = Array.from({ length: 51 }, (_, at) => `a${at}@x.example`)
    refuses({ to: many })
    refuses({ to: many.slice(0, 25), cc: many.slice(25, 26), bcc: many.slice(26, 51) }, /at most 50/)
    assert.equal(readMailArguments({ ...plain, to: many.slice(1) }).recipients.length, 50)
  })

  it('is refused with a subject of more than one line, or one that turns itself around', () => {
    for (const subject of [
      '',
      ' ',
      'a\r\nBcc: x@evil.example',
      'a\nb',
      'a\rb',
      'a\u0000b',
      'a\u0085b',
      'a\u2028b',
      'a\u202eb',
      '=?utf-8?q?other?=',
      '\ud800',
      'a'.repeat(301),
    ]) {
      refuses({ subject })
    }
  })

  it('is refused with a text that is too long, or holds controls', () => {
    for (const text of ['', 'a\u0000b', 'a\u001bb', '\udfff', 'é'.repeat(100_001)]) refuses({ text })
    assert.equal(readMailArguments({ ...plain, text: 'é'.repeat(100_000) }).text.length, 100_000)
  })

  it('is refused with unknown fields, unsafe paths and one document twice, without repeating any value', () => {
    refuses({ html: '<b>' }, /a field that the tool does not know/)
    refuses({ attachments: [{ document: '../crm.csv' }] })
    refuses({ attachments: [{ path: '/etc/passwd' }] })
    refuses({ attachments: [{ document: 'a' }, { document: 'a' }] }, /once/)
    for (const value of [null, [], 'x', 1, {}])
      assert.throws(() => readMailArguments(value), hasCode('arguments-invalid'))
    assert.throws(
      () => readMailArguments({ ...plain, to: ['secret'], secret: 1 }),
      (error) => !String(error).includes('secret'),
    )
  })

  it('is described to agents as a JSON schema', () => {
    const { required, additionalProperties } = z.toJSONSchema(mailInput, { io: 'input' })
    assert.deepEqual([required, additionalProperties], [['to', 'subject', 'text'], false])
  })
})

describe('a prepared mail', () => {
  it('says what was asked, under the given Message-ID and date', async () => {
    const mail = await prepared({ ...plain, cc: ['anna@verhage.example'] })
    const { from, to, cc, subject, text, messageId, date } = await parsed(mail)
    assert.equal(from?.address, setting.from)
    assert.deepEqual(
      [to?.map(({ address }) => address), cc?.map(({ address }) => address)],
      [plain.to, ['anna@verhage.example']],
    )
    assert.deepEqual(
      [subject, text?.trim(), messageId, date],
      [plain.subject, plain.text.trim(), setting.messageId, setting.date.toISOString()],
    )
    assert.equal(mail.messageId, setting.messageId)
  })

  it('names a blind copy in the envelope and nowhere else', async () => {
    const { raw, recipients } = await prepared({ ...plain, bcc: ['hidden@verhage.example'] })
    assert.deepEqual(recipients, ['hidden@verhage.example', ...plain.to])
    assert.ok(!/hidden|bcc/i.test(Buffer.from(raw).toString()))
  })

  it('carries the bytes of its attachments unchanged', async () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7) % 256))
    const attachments = [
      { name: 'invoices/2026-0101.xml', bytes: bytes.subarray(3), mediaType: 'application/xml' },
      { name: 'crm.csv', bytes: Buffer.from('a;b\nc\rd\r\n.\r\n'), mediaType: 'text/csv' },
      { name: 'overzicht "é"; x=y.pdf', bytes: new Uint8Array(), mediaType: 'application/pdf' },
    ]
    const mail = await prepared(
      { ...plain, attachments: attachments.map(({ name }) => ({ document: name })) },
      attachments,
    )
    const received = (await parsed(mail)).attachments
    assert.deepEqual(
      received.map(({ filename, mimeType }) => [filename, mimeType]),
      [
        ['2026-0101.xml', 'application/xml'],
        ['crm.csv', 'text/csv'],
        ['overzicht "é"; x=y.pdf', 'application/pdf'],
      ],
    )
    for (const [at, { content }] of received.entries()) {
      assert.ok(content instanceof ArrayBuffer)
      assert.deepEqual(Buffer.from(content), Buffer.from(attachments[at]?.bytes ?? [1]))
    }
  })

  it('takes exactly the documents that it names, in their order (P5)', async () => {
    const attachment = { name: 'a.xml', bytes: Buffer.from('x'), mediaType: 'application/xml' }
    const mail = { ...plain, attachments: [{ document: 'b.xml' }] }
    for (const attachments of [[], [attachment], [{ ...attachment, name: 'b.xml' }, attachment]]) {
      await assert.rejects(prepared(mail, attachments), hasCode('mail-setting-invalid'))
    }
  })

  it('is at most 25 MB', async () => {
    const names = ['a', 'b', 'c']
    const attachments = names.map((name) => ({ name, bytes: Buffer.alloc(7_000_000), mediaType: 'application/pdf' }))
    const mail = { ...plain, attachments: names.map((document) => ({ document })) }
    await assert.rejects(prepared(mail, attachments), hasCode('arguments-invalid'))
  })

  it('needs a sender and a Message-ID that can’t break a header', async () => {
    const mail = readMailArguments(plain)
    for (const wrong of [{ from: 'Sluis <a@b.example>' }, { messageId: 'x' }, { messageId: '<a@b>\r\nX: y' }]) {
      await assert.rejects(prepareMail(mail, { ...setting, ...wrong }), hasCode('mail-setting-invalid'))
    }
  })

  it('means the same to its reader whatever an agent writes, and reaches nobody else', async () => {
    const headers = [
      'from',
      'to',
      'subject',
      'message-id',
      'date',
      'mime-version',
      'content-type',
      'content-transfer-encoding',
    ]
    const character = fc.oneof(
      fc.constantFrom(...'\n\r\t.=?-_ <>@:;,"\\€é😀\u200b'.split('')),
      fc.constantFrom(
        '\r\n',
        '\r\n.\r\n',
        '\nBcc: x@evil.example\n',
        '=?utf-8?q?=0d=0a?=',
        '--_NmP-',
        'From ',
        'a'.repeat(80),
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    )
    const words = fc.array(character, { maxLength: 40 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(words, words, async (subject, text) => {
        let mail: ReturnType<typeof readMailArguments>
        try {
          mail = readMailArguments({ ...plain, subject, text })
        } catch (error) {
          assert.ok(hasCode('arguments-invalid')(error))
          return
        }
        const { raw, recipients } = await prepareMail(mail, setting)
        const wire = Buffer.from(raw).toString('latin1')
        assert.match(wire, /^(?:[\t\x20-\x7e]{0,998}\r\n)+$/)
        const email = await PostalMime.parse(raw)
        assert.deepEqual(
          email.headers.map(({ key }) => key).filter((key) => !headers.includes(key)),
          [],
        )
        assert.deepEqual(
          [email.subject, recipients, email.bcc ?? [], email.attachments],
          [mail.subject, plain.to, [], []],
        )
        assert.equal(lines(email.text ?? ''), lines(mail.text))
      }),
      { numRuns: 500 },
    )
  })
})

const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
