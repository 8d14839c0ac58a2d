// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, it } from 'node:test'
import type { Admitted } from '../admitted.ts'
import { Cut } from '../cut.ts'
import { MailTool } from './mail-tool.ts'

/** A mail server that hears the mail and then does this. */
async function heardBy(then: (socket: Socket) => void) {
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined).write('220 far\r\n')
    let isMail = false
    socket.on('data', (piece) => {
      const text = piece.toString()
      heard.push(text)
      if (isMail) {
        if (heard.join('').endsWith('\r\n.\r\n')) then(socket)
      } else if (/^DATA/m.test(text)) {
        isMail = true
        socket.write('354 go on\r\n')
      } else socket.write('250 yes\r\n')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `smtp://127.0.0.1:${port}`,
    heard: () => heard.join(''),
    [Symbol.dispose]: () => void server.close(),
  }
}

/** As far as sending a mail looks at a call. */
function admitted(cut = new Cut({ onLeft: () => undefined })): Admitted {
  const bytes = Buffer.from('the very bytes')
  const attachments = [{ name: 'invoices/a.txt', mediaType: 'text/plain', bytes, sha256: '' }]
  const body = {
    to: ['b@elsewhere.example'],
    subject: 'Hi',
    text: 'Good day.',
    attachments: [{ document: 'invoices/a.txt' }],
  }
  return { considered: { body, attachments }, messageId: '<call-1@far.example>', cut } as unknown as Admitted
}

describe('a mail that Sluis sends', { timeout: 30_000 }, () => {
  const from = 'us@far.example'

  it('is the one that was looked at, under the name that its intent has (P2, P5)', async () => {
    using far = await heardBy((socket) => socket.write('250 taken\r\n'))
    const { structuredContent } = await new MailTool(far.url, from).send(admitted())
    assert.deepEqual(structuredContent, {
      messageId: '<call-1@far.example>',
      accepted: ['b@elsewhere.example'],
      rejected: [],
    })
    assert.match(far.heard(), /Message-ID: <call-1@far\.example>/i)
    assert.ok(far.heard().includes(Buffer.from('the very bytes').toString('base64')))
  })

  it('of which nobody knows whether it was taken is told as that, and as failed only where it was not (P2)', async () => {
    using broken = await heardBy((socket) => socket.destroy())
    await assert.rejects(new MailTool(broken.url, from).send(admitted()), { code: 'outcome-unknown' })
    using refusing = await heardBy((socket) => socket.write('550 no\r\n'))
    await assert.rejects(new MailTool(refusing.url, from).send(admitted()), { code: 'upstream-failed' })
  })

  it('is not sent for a call that a stop silenced, though nothing of it has ended yet (P4)', async () => {
    using far = await heardBy((socket) => socket.write('250 taken\r\n'))
    const cut = new Cut({ onLeft: () => undefined })
    cut.silence()
    await assert.rejects(new MailTool(far.url, from).send(admitted(cut)))
    assert.doesNotMatch(far.heard(), /Good day/)
  })
})
