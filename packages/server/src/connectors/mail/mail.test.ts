// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { ConnectorError } from '../error.ts'
import { MailConnector } from './mail.ts'
import { readMailArguments } from './mail-arguments.ts'
import { type PreparedMail, prepareMail } from './mail-message.ts'
import { readSmtpSetting } from './smtp-setting.ts'

const never = new AbortController().signal
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const mail = async (
  to: readonly string[] = ['team@verhage.example'],
  text = '.\n..\n.\r\nregel\n',
): Promise<PreparedMail> => {
  const attachment = { name: 'invoices/a.xml', bytes: Buffer.from('<a>\n.\n</a>'), mediaType: 'application/xml' }
  const mail = readMailArguments({
    to,
    bcc: ['stil@verhage.example'],
    subject: 'Rapport',
    text,
    attachments: [{ document: attachment.name }],
  })
  const from = 'administratie@verhage.example'
  return await prepareMail(mail, {
    from,
    messageId: '<1.a@verhage.example>',
    date: new Date(0),
    attachments: [attachment],
  })
}

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
}

/** A real SMTP server that keeps what it was given. */
async function smtpServer(options: SMTPServerOptions = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 10,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) })
        done(null, 'queued as 1A2B')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  closers.push(() => server.close(() => {}))
  return { url: `smtp://127.0.0.1:${portOf(listening)}`, received }
}

const portOf = (server: Server): number => {
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return address.port
}

type Stage = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'content' | '.'
type Reply = string | 'hang' | 'die'

/** A server that keeps to a script: per stage what it answers, or that it hangs or dies there. */
async function scriptedServer(script: Partial<Record<Stage, Reply>>): Promise<{ url: string; heard: () => string }> {
  let heard = ''
  const server = createServer((socket) => {
    const answer = (stage: Stage, standard: string): void => {
      const reply = script[stage] ?? standard
      if (reply === 'die') socket.destroy()
      else if (reply !== 'hang') socket.write(reply)
    }
    socket.on('error', () => {})
    answer('greeting', '220 ready\r\n')
    converse(socket, answer, (text) => {
      heard += text
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return { url: `smtp://127.0.0.1:${portOf(server)}`, heard: () => heard }
}

function converse(
  socket: Socket,
  answer: (stage: Stage, standard: string) => void,
  hear: (text: string) => void,
): void {
  let isContent = false
  let buffered = ''
  socket.on('data', (chunk) => {
    hear(chunk.toString('latin1'))
    buffered += chunk.toString('latin1')
    if (isContent && !buffered.endsWith('\r\n.\r\n')) return
    if (isContent) {
      isContent = false
      buffered = ''
      return answer('.', '250 queued\r\n')
    }
    for (const line of buffered.split('\r\n').slice(0, -1)) {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'DATA') {
        isContent = true
        answer('DATA', '354 go\r\n')
      } else if (verb === 'EHLO' || verb === 'AUTH' || verb === 'MAIL' || verb === 'RCPT') answer(verb, '250 ok\r\n')
      else socket.end('221 bye\r\n')
    }
    buffered = ''
  })
}

const failure = async (sending: Promise<unknown>): Promise<ConnectorError> => {
  const error = await sending.then(
    () => assert.fail('was sent'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof ConnectorError, String(error))
  return error
}

describe('a mail that leaves', () => {
  it('arrives byte for byte as it was prepared, at every recipient of the envelope', async () => {
    const { url, received } = await smtpServer()
    const prepared = await mail(['team@verhage.example', 'anna@verhage.example'])
    const result = await new MailConnector(url).send(prepared, never)
    assert.deepEqual(result.accepted.toSorted(), prepared.recipients)
    assert.deepEqual([result.rejected, result.response], [[], '250 queued as 1A2B'])
    const [message] = received
    assert.equal(received.length, 1)
    assert.deepEqual([message?.from, message?.to.toSorted()], [prepared.from, prepared.recipients])
    assert.ok(message?.raw.equals(prepared.raw))
    const { subject, messageId, attachments, headers } = await PostalMime.parse(message?.raw ?? '')
    assert.deepEqual([subject, messageId], ['Rapport', prepared.messageId])
    assert.deepEqual(
      attachments.map(({ filename }) => filename),
      ['a.xml'],
    )
    assert.ok(!headers.some(({ key, value }) => key === 'bcc' || value.includes('stil@')))
  })

  it('reaches those whom the server takes, and says whom it refused', async () => {
    const { url, received } = await smtpServer({
      onRcptTo({ address }, _, done) {
        done(address.startsWith('weg') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null)
      },
    })
    const result = await new MailConnector(url).send(await mail(['weg@klant.example']), never)
    assert.deepEqual([result.accepted, result.rejected], [['stil@verhage.example'], ['weg@klant.example']])
    assert.deepEqual(
      received.map(({ to }) => to),
      [['stil@verhage.example']],
    )
  })

  it('can be one of Sluis itself, to a reviewer', async () => {
    const { url, received } = await smtpServer()
    const note = {
      to: ['sanne@verhage.example'],
      subject: 'Een mail wacht op u',
      text: 'http://127.0.0.1:8485/cases/1',
    }
    const setting = { from: 'sluis@verhage.example', messageId: '<n1@verhage.example>', date: new Date(0) }
    await new MailConnector(url).notify({ ...note, ...setting }, never)
    assert.deepEqual(
      received.map(({ from, to }) => [from, to]),
      [[setting.from, note.to]],
    )
    const injected = new MailConnector(url).notify({ ...note, ...setting, subject: 'a\r\nBcc: x@evil.example' }, never)
    assert.equal((await failure(injected)).code, 'arguments-invalid')
  })

  it('is taken once the server has said so', async () => {
    const { url } = await scriptedServer({ '.': '250 queued\r\n' })
    assert.equal((await new MailConnector(url).send(await mail(), never)).response, '250 queued')
  })
})

describe('a mail that does not leave', () => {
  const before: readonly Stage[] = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA']

  it('is certainly not sent when nobody listens, or the setting is wrong', async () => {
    const { url } = await scriptedServer({})
    for (const close of closers.splice(0)) close()
    assert.equal((await failure(new MailConnector(url).send(await mail(), never))).code, 'mail-not-sent')
    for (const wrong of [
      '',
      'mail.example',
      'http://mail.example',
      'smtp://',
      'smtp://h/path',
      'smtp://h?tls=no',
      'smtp://user@h',
      'smtp://%zz:x@h',
      'smtp://h:99999',
    ]) {
      assert.throws(
        () => new MailConnector(wrong),
        (error) => error instanceof ConnectorError && error.code === 'mail-setting-invalid',
        wrong,
      )
    }
  })

  for (const stage of before) {
    it(`is certainly not sent when the server dies at ${stage}, refuses or hangs there`, async () => {
      const prepared = await mail()
      for (const reply of ['die', '421 going away\r\n', '554 no\r\n', 'garbage\r\n', 'hang'] as const) {
        for (const EHLO of ['250 ok\r\n', '250-ok\r\n250 PIPELINING\r\n']) {
          const { url, heard } = await scriptedServer({ EHLO, [stage]: reply })
          const error = await failure(new MailConnector(url, 200).send(prepared, never))
          assert.equal(error.code, 'mail-not-sent', `${reply}: ${error.message}`)
          assert.ok(!heard().includes('Message-ID'), reply)
        }
      }
    })
  }

  it('is certainly not sent when the server refuses every recipient, or the content', async () => {
    for (const script of [{ RCPT: '550 unknown\r\n' }, { '.': '554 5.7.1 refused\r\n' }, { '.': '451 later\r\n' }]) {
      const { url } = await scriptedServer(script)
      const { code, message } = await failure(new MailConnector(url).send(await mail(), never))
      assert.equal(code, 'mail-not-sent', message)
    }
  })

  it('is not sent when the stop came first, or before its content', async () => {
    const { url, received } = await smtpServer({ onRcptTo: () => stop.abort() })
    const stop = new AbortController()
    assert.equal((await failure(new MailConnector(url).send(await mail(), AbortSignal.abort()))).code, 'mail-not-sent')
    assert.equal((await failure(new MailConnector(url).send(await mail(), stop.signal))).code, 'mail-not-sent')
    assert.equal(received.length, 0)
  })

  it('is not sent when a stop was pressed before its content, though nothing has been ended yet (P4)', async () => {
    let isStopped = false
    const { url, received } = await smtpServer({
      onRcptTo(_, __, done) {
        isStopped = true
        done()
      },
    })
    const requireOngoing = (): void => {
      if (isStopped) throw new Error('stopped')
    }
    const error = await failure(new MailConnector(url).send(await mail(), never, requireOngoing))
    assert.equal(error.code, 'mail-not-sent')
    assert.equal(received.length, 0)
  })

  it('is not sent to a server that can’t prove its name', async () => {
    const { url, received } = await smtpServer({ secure: true })
    const error = await failure(new MailConnector(url.replace('smtp:', 'smtps:')).send(await mail(), never))
    assert.equal(error.code, 'mail-not-sent')
    assert.match(error.message, /certificate/)
    assert.equal(received.length, 0)
  })
})

describe('a mail of which nobody knows whether it left (P2)', () => {
  it('is unknown when the server dies, hangs or babbles after the content', async () => {
    for (const reply of ['die', 'hang', '421 going away\r\n', 'garbage\r\n', '354 more\r\n'] as const) {
      const { url, heard } = await scriptedServer({ '.': reply })
      const error = await failure(new MailConnector(url, 300).send(await mail(), never))
      assert.equal(error.code, 'mail-unknown', `${reply}: ${error.message}`)
      assert.ok(heard().endsWith('\r\n.\r\n'))
    }
  })

  it('is unknown when a real server is ended while it takes it', async () => {
    const taking = Promise.withResolvers<void>()
    const { url } = await smtpServer({
      onData(stream) {
        stream.resume()
        stream.on('end', () => taking.resolve())
      },
    })
    const stop = new AbortController()
    const sending = failure(new MailConnector(url).send(await mail(), stop.signal))
    await taking.promise
    stop.abort()
    assert.equal((await sending).code, 'mail-unknown')
  })

  it('is cut off in the middle by a stop, with what waits in the buffers (P4)', async () => {
    let heard = 0
    const reading = Promise.withResolvers<Socket>()
    const closed = Promise.withResolvers<void>()
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('close', () => closed.resolve())
      socket.on('data', (chunk) => {
        heard += chunk.length
      })
      const answer = (stage: Stage, standard: string): void => {
        socket.write(standard)
        if (stage !== 'DATA') return
        socket.pause()
        reading.resolve(socket)
      }
      converse(socket, answer, () => {})
      socket.write('220 ready\r\n')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.close())
    const stop = new AbortController()
    const large = await mail(['team@verhage.example'], `${'a'.repeat(70)}\n`.repeat(2800))
    const attachment = { name: 'invoices/a.xml', bytes: Buffer.alloc(12_000_000), mediaType: 'application/xml' }
    const raw = Buffer.concat([large.raw, attachment.bytes.fill('a')])
    const sending = failure(
      new MailConnector(`smtp://127.0.0.1:${portOf(server)}`).send({ ...large, raw }, stop.signal),
    )
    const socket = await reading.promise
    await setTimeout(50)
    stop.abort()
    assert.equal((await sending).code, 'mail-unknown')
    socket.resume()
    await closed.promise
    assert.ok(heard < raw.length, `${heard} of ${raw.length} bytes`)
  })

  it('is unknown when a server trickles for ever', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      converse(
        socket,
        (stage, standard) => {
          if (stage !== '.') return socket.write(standard)
          const timer = setInterval(() => socket.write('2'), 10)
          socket.on('close', () => clearInterval(timer))
        },
        () => {},
      )
      socket.write('220 ready\r\n')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.close())
    const sending = new MailConnector(`smtp://127.0.0.1:${portOf(server)}`, 300).send(await mail(), never)
    assert.equal((await failure(sending)).code, 'mail-unknown')
  })
})

describe('a mail server’s credentials (P8)', () => {
  const secret = 'Geheim wachtwoord/42'
  const withLogin = (url: string): string => url.replace('//', `//administratie:${encodeURIComponent(secret)}@`)
  const shown = (value: unknown): string =>
    `${String(value)} ${JSON.stringify(value)} ${JSON.stringify(Object.getOwnPropertyDescriptors(value))}`

  it('log in, and stay in the connector', async () => {
    const logins: unknown[] = []
    const { url, received } = await smtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _, done) {
        logins.push([username, password])
        done(null, { user: 1 })
      },
    })
    const connector = new MailConnector(withLogin(url))
    await connector.send(await mail(), never)
    assert.deepEqual([logins, received.length], [[['administratie', secret]], 1])
    assert.ok(!shown(connector).includes('Geheim'))
  })

  it('are in no error, not even when the server repeats them', async () => {
    const base64 = Buffer.from(`\0administratie\0${secret}`).toString('base64')
    for (const script of [
      { AUTH: `535 bad ${base64} ${secret.toUpperCase()}\r\n` },
      { AUTH: '235 ok\r\n', MAIL: `550 bad ${base64} ${secret}\r\n` },
    ]) {
      const { url } = await scriptedServer({ EHLO: '250-hi\r\n250 AUTH PLAIN\r\n', ...script })
      const { code, message, stack } = await failure(new MailConnector(withLogin(url)).send(await mail(), never))
      assert.equal(code, 'mail-not-sent')
      assert.match(message, /5[35][05]/)
      for (const text of [message, stack ?? '']) assert.ok(!/geheim/i.test(text) && !text.includes(base64), text)
    }
    assert.throws(
      () => new MailConnector(`smtp://u:${secret}@host:x`),
      (error) => !shown(error).includes('Geheim'),
    )
  })

  it('never go over a line without TLS to another machine', () => {
    // What SMTPConnection is told is the promise here: without STARTTLS it ends before it logs in.
    assert.equal(readSmtpSetting('smtp://u:p@mail.example').options.requireTLS, true)
    assert.equal(readSmtpSetting('smtp://127.0.0.1.evil.example').options.ignoreTLS, false)
    assert.deepEqual(readSmtpSetting('smtps://u:p@mail.example').options.secure, true)
  })
})
