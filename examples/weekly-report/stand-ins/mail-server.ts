// SPDX-License-Identifier: EUPL-1.2
// A mail server for a sandbox, a process of its own: it delivers nothing and keeps each mail as an `.eml` file.
//   node mail-server.ts --folder DIR [--port N]
import { mkdirSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { SMTPServer } from 'smtp-server'
import { MailFolder } from './mail-folder.ts'
import { announce, readOptions, readPort, refuseToStart } from './process.ts'

const name = 'mailserver die niets bezorgt / mail server that delivers nothing'
const maxMailBytes = 25 * 1024 * 1024
const maxRecipients = 100

class SmtpRefusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/** The whole mail, or a refusal once it is larger than the limit; the rest is read and dropped, as SMTP wants. */
async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= maxMailBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > maxMailBytes) throw new SmtpRefusal(552, `5.3.4 larger than ${maxMailBytes} bytes`)
  return Buffer.concat(chunks)
}

function serve(folder: string, port: number): void {
  mkdirSync(folder, { recursive: true })
  const kept = new MailFolder(folder)
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxMailBytes,
    maxClients: 50,
    closeTimeout: 500,
    onRcptTo(_address, { envelope }, done) {
      done(envelope.rcptTo.length < maxRecipients ? null : new SmtpRefusal(452, '4.5.3 too many recipients'))
    },
    onData(stream, { envelope }, done) {
      const recipients = envelope.rcptTo.map(({ address }) => address)
      collect(stream)
        .then((mail) => kept.keep(recipients, mail))
        .then((file) => done(null, `kept as ${file}`))
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))))
    },
  })
  // A client that vanishes halfway is an error on its own connection, after which the server goes on.
  server.on('error', (error) => {
    if (!server.server.listening) refuseToStart(name, error)
  })
  server.listen(port, '127.0.0.1', () => {
    const address = server.server.address()
    if (typeof address === 'object' && address !== null) announce(name, `smtp://127.0.0.1:${address.port}`)
  })
}

try {
  const { folder, port } = readOptions(['folder', 'port'])
  if (folder === undefined) throw new Error('--folder ontbreekt / --folder is missing')
  serve(folder, readPort(port))
} catch (error) {
  refuseToStart(name, error)
}
