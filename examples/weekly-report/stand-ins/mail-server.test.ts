// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createTransport } from 'nodemailer'
import { readKeptMails } from './kept-mail.ts'
import { MailFolder } from './mail-folder.ts'
import { type StandIn, StandInError, startMailServer } from './spawn.ts'

describe('the mail server that delivers nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-mail-'))
  let server: StandIn
  before(async () => {
    server = await startMailServer({ folder })
  })
  after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })
  const mail = { from: 'a@a.example', to: 'b@b.example', subject: 'Één', text: 'twee' }

  it('keeps each mail with everyone it went to, also in bcc', async () => {
    const attachments = [{ filename: 'x.xml', content: '<x/>' }]
    const { messageId } = await createTransport(server.url).sendMail({ ...mail, bcc: 'C@c.example', attachments })
    const [kept] = await readKeptMails(folder)
    assert.deepEqual(kept?.recipients, ['b@b.example', 'c@c.example'])
    assert.deepEqual(
      [kept.to, kept.subject, kept.text.trim(), kept.messageId],
      [['b@b.example'], 'Één', 'twee', messageId],
    )
    assert.deepEqual(
      kept.attachments.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
      [['x.xml', '<x/>']],
    )
    assert.equal(kept.file, `000001-${messageId.slice(1, -1)}.eml`)
  })

  it('names files by order of arrival, and believes no envelope that the sender wrote', async () => {
    const headers = { 'X-Envelope-To': 'nobody@x.example' }
    await createTransport(server.url).sendMail({ ...mail, headers, messageId: '<../../evil/..@x>' })
    const last = (await readKeptMails(folder)).at(-1)
    assert.deepEqual(last?.recipients, ['b@b.example'])
    assert.equal(last?.file, '000002-.._.._evil_..@x.eml')
  })

  it('refuses a mail that is too large, and goes on', async () => {
    const text = 'x'.repeat(26 * 1024 * 1024)
    await assert.rejects(createTransport(server.url).sendMail({ ...mail, text }), /552|maximum|size/i)
    await createTransport(server.url).sendMail(mail)
    assert.equal((await readKeptMails(folder)).length, 3)
  })

  it('says clearly that a port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await assert.rejects(startMailServer({ folder, port }), (error) => {
      assert.ok(error instanceof StandInError)
      assert.match(error.message, new RegExp(`poort ${port} is bezet.*port ${port} is taken`))
      return true
    })
  })
})

describe('a folder of kept mails', () => {
  it('keeps mails that come at once, each whole and none over another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-mail-'))
    const [first, second] = [new MailFolder(folder), new MailFolder(folder)]
    const bodies = Array.from({ length: 20 }, (_, index) => Buffer.from(`Message-ID: <${index}@x>\r\n\r\n${index}`))
    await Promise.all(bodies.map((body) => first.keep(['b@b.example'], body)))
    await second.keep(['b@b.example'], Buffer.from('Message-ID: <20@x>\r\n\r\n20'))
    const files = readdirSync(folder).sort()
    assert.deepEqual(
      files,
      Array.from({ length: 21 }, (_, index) => `${String(index + 1).padStart(6, '0')}-${index}@x.eml`),
    )
    for (const [index, file] of files.entries()) {
      const expected = `X-Envelope-To: b@b.example\r\nMessage-ID: <${index}@x>\r\n\r\n${index}`
      assert.equal(readFileSync(join(folder, file), 'utf8'), expected)
    }
    rmSync(folder, { recursive: true })
  })
})
