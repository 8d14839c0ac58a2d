// SPDX-License-Identifier: EUPL-1.2
import { isRecord, isTextList, type ReadFacts } from './facts.ts'

export type MailField = 'to' | 'cc' | 'bcc'
export const mailFields: readonly MailField[] = ['to', 'cc', 'bcc']

/** The arguments of a mail, in full: whatever holds one member more is no mail to us, and is shown as it is. */
export interface Mail {
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly document: string }[]
}

export interface Recipient {
  readonly address: string
  readonly field: MailField
  /** What the gate didn't call inside is outside: unknown is the strictest case. */
  readonly isOutside: boolean
  /** Whether it is the address of a debtor of the attached invoices; undefined when no invoice goes along. */
  readonly isDebtor: boolean | undefined
}

const known = new Set(['to', 'cc', 'bcc', 'subject', 'text', 'attachments'])

export function readMail(value: unknown): Mail | undefined {
  if (!isRecord(value) || Object.keys(value).some((key) => !known.has(key))) return undefined
  const { to, cc = [], bcc = [], subject, text, attachments = [] } = value
  if (!isTextList(to) || !isTextList(cc) || !isTextList(bcc)) return undefined
  if (typeof subject !== 'string' || typeof text !== 'string' || !Array.isArray(attachments)) return undefined
  const documents: { document: string }[] = []
  for (const attachment of attachments) {
    if (!isRecord(attachment) || Object.keys(attachment).length !== 1) return undefined
    if (typeof attachment.document !== 'string') return undefined
    documents.push({ document: attachment.document })
  }
  return { to, cc, bcc, subject, text, attachments: documents }
}

export function recipientsOf(mail: Mail, facts: ReadFacts): readonly Recipient[] {
  const debtors =
    facts.documents !== undefined && facts.documents.invoices > 0 ? facts.documents.debtorAddresses : undefined
  return mailFields.flatMap((field) =>
    mail[field].map((address) => ({
      address,
      field,
      isOutside: !facts.inside.has(address.toLowerCase()),
      isDebtor: debtors?.includes(address.toLowerCase()),
    })),
  )
}

/** Whether a text looks like one plain mail address; the gate judges for real. */
export const isPlainAddress = (text: string): boolean => /^[\w.+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text)

export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
