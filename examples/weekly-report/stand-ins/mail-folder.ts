// SPDX-License-Identifier: EUPL-1.2
import { constants } from 'node:fs'
import { link, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const maxMails = 10_000
const headerLimit = 65_536

/**
 * A folder of kept mails, `000001-<message id>.eml` in order of arrival. A mail is whole and on disk before `keep`
 * resolves, so that a sender may take the answer as proof of delivery; a crash leaves the mail or nothing.
 */
export class MailFolder {
  readonly #folder: string
  /** Mails are kept one after another: the order of the names is the order of arrival. */
  #last: Promise<unknown> = Promise.resolve()
  #count: number | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a mail with the envelope's recipients, which the mail's own headers hide (bcc); gives the file's name. */
  keep(recipients: readonly string[], mail: Buffer): Promise<string> {
    const kept = this.#last.then(() => this.#keep(recipients, mail))
    this.#last = kept.catch(() => {
      this.#count = undefined
    })
    return kept
  }

  async #keep(recipients: readonly string[], mail: Buffer): Promise<string> {
    this.#count ??= await countIn(this.#folder)
    if (this.#count >= maxMails) throw new Error(`the folder holds ${maxMails} mails; empty it`)
    const number = String(this.#count + 1).padStart(6, '0')
    const file = `${number}-${messageIdOf(mail)}.eml`
    const unfinished = join(this.#folder, `.${number}.unfinished`)
    await writeDurably(unfinished, Buffer.concat([envelopeHeader(recipients), mail]))
    // A link fails where a rename would replace a mail that is there already.
    await link(unfinished, join(this.#folder, file))
    await rm(unfinished)
    await syncFolder(this.#folder)
    this.#count += 1
    return file
  }
}

async function countIn(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).map((name) => Number(/^(\d{6})-.*\.eml$/.exec(name)?.[1] ?? 0))
  return Math.max(0, ...numbers)
}

/** Never writes into an existing file: a crash may have left one that is linked to a kept mail. */
async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** One address per folded line (RFC 5322 §2.2.3), so that many recipients make no overlong line (§2.1.1). */
function envelopeHeader(recipients: readonly string[]): Buffer {
  const addresses = recipients.map((address) => address.replace(/[^\x21-\x2b\x2d-\x7e\u0080-\uffff]/g, '?'))
  return Buffer.from(`X-Envelope-To: ${addresses.join(',\r\n ')}\r\n`)
}

/** The mail's Message-ID as far as a file name can hold it; a stranger wrote it, so no path may come out of it. */
function messageIdOf(mail: Buffer): string {
  const headers =
    mail
      .subarray(0, headerLimit)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? ''
  const id = /^message-id:\s*<([^<>\r\n]{1,200})>/im.exec(headers)?.[1] ?? 'no-message-id'
  return id.replace(/[^A-Za-z0-9@._-]/g, '_').slice(0, 120)
}
