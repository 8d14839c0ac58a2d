// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { mailAddress } from '../address.ts'
import { isSafeName } from '../books/files.ts'
import { ConnectorError } from '../error.ts'

const maxRecipients = 50
const maxTextBytes = 200_000

const address = z.string().transform((text, context) => {
  const plain = mailAddress(text)
  if (plain !== undefined) return plain
  context.addIssue({ code: 'custom', message: 'write one plain mail address, such as info@bakker.example' })
  return z.NEVER
})
const addresses = z.array(address).max(maxRecipients)

// A line break in a header would start another header. Other control characters, and those that reverse the direction of
// text, would show the reviewer something other than what the recipient reads.
const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text), {
    message: 'use one line without control characters',
  })
  // An encoded word (RFC 2047): the reviewer would see the code, and the recipient what it stands for.
  .refine((text) => !text.includes('=?'), { message: 'write the words themselves, not encoded with =?' })

const body = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= maxTextBytes, { message: `use at most ${maxTextBytes} bytes` })
  .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text), { message: 'leave out control characters' })

const document = z
  .string()
  .refine(isSafeName, { message: 'name a document by its path, such as invoices/2026-0101.xml' })

/** What an agent may pass to the mail tool; `z.toJSONSchema(mailInput, { io: 'input' })` describes it to agents. */
export const mailInput = z
  .strictObject({
    to: addresses.min(1).describe('Plain mail addresses, without names'),
    cc: addresses.default([]),
    bcc: addresses.default([]),
    subject: oneLine.describe('One line of plain text'),
    text: body.describe('Plain text'),
    attachments: z
      .array(z.strictObject({ document: document.describe('Path of a document, such as invoices/2026-0101.xml') }))
      .max(20)
      .default([]),
  })
  .refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length <= maxRecipients, {
    message: `use at most ${maxRecipients} recipients in all`,
  })
  .refine(({ attachments }) => new Set(attachments.map((entry) => entry.document)).size === attachments.length, {
    message: 'attach each document once',
  })

/** A mail as an agent asked for it: checked, and with its addresses in lower case. */
export interface MailArguments {
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  readonly documents: readonly string[]
  /** Everyone who gets it, each once, sorted: `to`, `cc` and `bcc` together. */
  readonly recipients: readonly string[]
}

/**
 * Checks what an agent passed to the mail tool. Throws `arguments-invalid` with a sentence for the agent that says which
 * field is wrong and what to write, and repeats none of the values.
 */
export function readMailArguments(value: unknown): MailArguments {
  const parsed = mailInput.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 5).map(({ path, code, message }) => {
      const where = path.length === 0 ? 'the mail' : path.join('.')
      return `${where}: ${code === 'unrecognized_keys' ? 'has a field that the tool does not know' : message}`
    })
    throw new ConnectorError('arguments-invalid', problems.join('; '))
  }
  const { attachments, ...mail } = parsed.data
  return {
    ...mail,
    documents: attachments.map((entry) => entry.document),
    recipients: [...new Set([...mail.to, ...mail.cc, ...mail.bcc])].sort(),
  }
}
