// SPDX-License-Identifier: EUPL-1.2
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { ConnectorError } from '../error.ts'
import { readMailArguments } from './mail-arguments.ts'
import { type PreparedMail, prepareMail } from './mail-message.ts'
import { readSmtpSetting, type SmtpSetting } from './smtp-setting.ts'

/** What the server said. A mail to several people may reach only some: both lists together are the envelope. */
interface MailResult {
  readonly accepted: readonly string[]
  readonly rejected: readonly string[]
  /** The last reply, such as `250 2.0.0 queued as 1A2B`: one line, at most 200 characters. */
  readonly response: string
}

/** A mail of Sluis itself, to a reviewer. */
interface Notification {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly date: Date
}

/** RFC 5321 §4.5.3.2 gives a server ten minutes for the last reply; an agent's request can't stay open that long. */
const defaultTimeoutMs = 60_000

/**
 * Sends mail by SMTP to the server that the URL names: `smtp://` or `smtps://`, with credentials if it needs any. The
 * credentials stay in here: no result and no error repeats them. One connection for each mail.
 */
export class MailConnector {
  readonly #setting: SmtpSetting
  readonly #timeoutMs: number

  /** Throws `mail-setting-invalid` for a URL that is no SMTP server's. `timeoutMs` limits a whole delivery. */
  constructor(url: string, timeoutMs = defaultTimeoutMs) {
    this.#setting = readSmtpSetting(url)
    this.#timeoutMs = timeoutMs
  }

  /**
   * Hands a prepared mail to the server, once. Throws `mail-not-sent` when it certainly was not taken: something failed
   * before its content began to leave, or the server refused it. Throws `mail-unknown` when the connection, the time or
   * the signal ended in between: a server may then have the mail, and another try may send it twice (RFC 1047).
   * `requireOngoing` is called just before the content leaves and throws when it may not, because a signal can be late
   * (P4).
   */
  async send(prepared: PreparedMail, signal: AbortSignal, requireOngoing = always): Promise<MailResult> {
    const ending = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)])
    if (ending.aborted) throw new ConnectorError('mail-not-sent', 'stopped before the mail server was called')
    return await deliver(this.#setting, prepared, ending, requireOngoing)
  }

  /** Prepares and sends a mail of Sluis itself, with the same rules and errors as an agent's mail. */
  async notify({ to, subject, text, ...rest }: Notification, signal: AbortSignal): Promise<MailResult> {
    const mail = readMailArguments({ to, subject, text })
    return await this.send(await prepareMail(mail, { ...rest, attachments: [] }), signal)
  }
}

const always = (): void => undefined

function deliver(
  setting: SmtpSetting,
  prepared: PreparedMail,
  ending: AbortSignal,
  requireOngoing: () => void,
): Promise<MailResult> {
  const { promise, resolve, reject } = Promise.withResolvers<MailResult>()
  const socket = new Socket()
  const connection = new SMTPConnection({ ...setting.options, socket })
  let hasBegun = false
  let stage = 'connecting'
  const onAbort = (): void => fail(new Error('stopped or out of time'))
  const settled = (): void => ending.removeEventListener('abort', onAbort)
  const fail = (error: Error): void => {
    settled()
    reject(errorOf(error, stage, hasBegun, setting))
    connection.close()
    // A polite close would still send what is in our buffers; after a stop nothing more may leave (P4).
    socket.destroy()
  }
  // This listener stays to the end: an error event without one would end the process.
  connection.on('error', fail)
  ending.addEventListener('abort', onAbort, { once: true })

  // Read only after the server's go-ahead to DATA: once it is read from, nobody can say that nothing left.
  const message = new Readable({
    read() {
      try {
        requireOngoing()
      } catch {
        return onAbort()
      }
      hasBegun = true
      this.push(prepared.raw)
      this.push(null)
    },
  })
  const transfer = (): void => {
    stage = 'sending'
    const envelope = { from: prepared.from, to: [...prepared.recipients], size: prepared.raw.length }
    connection.send(envelope, message, (error, info) => {
      if (error !== null || info === undefined) return fail(error ?? new Error('no reply'))
      settled()
      resolve({ accepted: info.accepted, rejected: info.rejected, response: setting.scrubbed(info.response) })
      leave(connection)
    })
  }
  connection.connect((error) => {
    if (error) return fail(error)
    if (setting.login === undefined) return transfer()
    stage = 'logging in'
    connection.login({ credentials: { ...setting.login } }, (refused) => (refused ? fail(refused) : transfer()))
  })
  return promise
}

/** Says QUIT without waiting for a reply: the mail has been taken already. */
function leave(connection: SMTPConnection): void {
  const timer = setTimeout(() => connection.close(), 2000)
  connection.once('end', () => clearTimeout(timer))
  connection.quit()
}

function errorOf(error: Error, stage: string, hasBegun: boolean, setting: SmtpSetting): ConnectorError {
  const code = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  const kind = 'code' in error ? error.code : undefined
  // RFC 5321 §4.2.1: after a 4yz or 5yz reply to the content, the server has not taken the mail. A server that is
  // shutting down replies 421, which may come at any moment and so says nothing about the content.
  const isRefused = kind === 'EMESSAGE' && code !== undefined && code >= 400 && code < 600 && code !== 421
  const isUnknown = hasBegun && !isRefused
  // Some servers repeat a log-in when they refuse it, so only the code is passed on there.
  const detail =
    stage === 'logging in' ? `the mail server answered ${code ?? 'nothing'}` : setting.scrubbed(error.message)
  return new ConnectorError(isUnknown ? 'mail-unknown' : 'mail-not-sent', `${stage}: ${detail}`)
}
