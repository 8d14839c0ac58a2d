// SPDX-License-Identifier: EUPL-1.2
import MailComposer from 'nodemailer/lib/mail-composer'
import { mailAddress } from '../address.ts'
import { ConnectorError } from '../error.ts'
import type { MailArguments } from './mail-arguments.ts'

/** An attachment's bytes as they were checked. */
export interface MailAttachment {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** A mail that is ready to leave: nothing in it is looked up again. */
export interface PreparedMail {
  /** With its angle brackets. By this outside id the mail can be found when nobody knows whether it left. */
  readonly messageId: string
  readonly from: string
  /** The envelope, sorted: this alone decides who gets the mail. */
  readonly recipients: readonly string[]
  /** The whole message, RFC 5322: ASCII, lines ended by CRLF and at most 998 characters long. */
  readonly raw: Uint8Array
}

/** Servers commonly accept 25 MB, and base64 turns three bytes into four. */
const maxRawBytes = 25 * 1024 * 1024

/** What belongs to a mail besides its words. */
interface Given {
  readonly from: string
  readonly messageId: string
  readonly date: Date
  readonly attachments: readonly MailAttachment[]
  /** For software that reads the mail: that AI wrote it, as a dictionary of RFC 9651. */
  readonly disclosure?: string
}

/**
 * Composes the message of a mail. The attachments are the documents that the arguments name, in that order; `date`
 * becomes the Date header. Blind copies are in the envelope and in no header.
 */
export async function prepareMail(mail: MailArguments, given: Given): Promise<PreparedMail> {
  const { messageId, attachments } = given
  const from = mailAddress(given.from)
  if (from === undefined) throw new ConnectorError('mail-setting-invalid', 'the sender is no plain mail address')
  if (!/^<[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,100}>$/.test(messageId)) {
    throw new ConnectorError('mail-setting-invalid', 'the Message-ID is not of the form <id@host>')
  }
  // The approval covers the bytes of these documents; another list would send something that nobody saw (P5).
  if (attachments.length !== mail.documents.length || attachments.some(({ name }, i) => name !== mail.documents[i])) {
    throw new ConnectorError('mail-setting-invalid', 'the attachments are not the documents that the mail names')
  }
  const raw = await compose(mail, from, given)
  if (raw.length > maxRawBytes) throw new ConnectorError('arguments-invalid', 'the mail is larger than 25 MB')
  if (!isTransparent(raw)) throw new ConnectorError('arguments-invalid', 'the mail can’t be written as plain lines')
  return { messageId, from, recipients: mail.recipients, raw }
}

async function compose(
  { to, cc, subject, text }: MailArguments,
  from: string,
  { messageId, date, attachments, disclosure }: Given,
): Promise<Buffer> {
  const message = new MailComposer({
    from,
    to: [...to],
    cc: [...cc],
    subject,
    messageId,
    date,
    text: text.replace(/\r\n?|\n/g, '\r\n'),
    attachments: attachments.map(({ name, bytes, mediaType }) => ({
      filename: name.slice(name.lastIndexOf('/') + 1),
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      contentType: mediaType,
    })),
    ...(disclosure === undefined ? {} : { headers: { 'X-Sluis-Disclosure': { prepared: true, value: disclosure } } }),
    // Nothing that an agent writes may make the composer open a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const raw = await message.compile().build()
  return raw.subarray(-2).equals(Buffer.from('\r\n')) ? raw : Buffer.concat([raw, Buffer.from('\r\n')])
}

/**
 * Whether SMTP carries the bytes unchanged. Some servers read a lone CR or LF as an end of line and others don't, which
 * lets one mail smuggle in a second.
 */
function isTransparent(raw: Uint8Array): boolean {
  let column = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0
    if (byte === 0x0d && raw[at + 1] === 0x0a) {
      at++
      column = 0
    } else if (byte === 0 || byte === 0x0a || byte === 0x0d || byte > 0x7e || ++column > 998) return false
  }
  return true
}
