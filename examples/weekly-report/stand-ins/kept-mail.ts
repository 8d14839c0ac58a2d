// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime, { type Address } from 'postal-mime'

/** A mail as the mail server kept it. All addresses are lower-case. */
export interface KeptMail {
  /** The name of its file: mails sort by arrival. */
  readonly file: string
  readonly messageId: string
  /** Everyone the mail went to, as SMTP was told: also those whom no header names. */
  readonly recipients: readonly string[]
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Reads every kept mail of a folder, in order of arrival. */
export async function readKeptMails(folder: string): Promise<readonly KeptMail[]> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\d{6}-.*\.eml$/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
  return Promise.all(files.map((file) => parseKeptMail(file, readFileSync(join(folder, file)))))
}

/** Reads one kept mail. The first X-Envelope-To is the mail server's own; one that the sender wrote comes after it. */
export async function parseKeptMail(file: string, bytes: Uint8Array): Promise<KeptMail> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20 })
  const envelope = mail.headers.find(({ key }) => key === 'x-envelope-to')?.value ?? ''
  return {
    file,
    messageId: mail.messageId ?? '',
    recipients: envelope
      .split(',')
      .map((address) => address.trim().toLowerCase())
      .filter((address) => address !== ''),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    subject: mail.subject ?? '',
    text: [mail.text, mail.html].filter((part) => part !== undefined).join('\n'),
    attachments: mail.attachments.map(({ filename, content }) => ({ name: filename ?? '', bytes: bytesOf(content) })),
  }
}

function addressesOf(addresses: readonly Address[] | undefined): readonly string[] {
  return (addresses ?? []).flatMap((entry) => entry.group ?? [entry]).map(({ address }) => address.toLowerCase())
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}
