// SPDX-License-Identifier: EUPL-1.2
import type { Fields } from '../drafts/drafts.ts'
import { isPlainAddress, type Mail, type MailField, mailFields } from '../mail.ts'

/** A mail as it stands in the form: addresses as lines of text. */
export interface MailDraft {
  readonly to: string
  readonly cc: string
  readonly bcc: string
  readonly subject: string
  readonly text: string
  /** Every document of the original, and whether it still goes along. */
  readonly attachments: readonly { readonly document: string; readonly isKept: boolean }[]
}

export type DraftProblem =
  | { readonly kind: 'bad-address'; readonly field: MailField; readonly address: string }
  | { readonly kind: 'no-recipient'; readonly field: 'to' }
  | { readonly kind: 'empty'; readonly field: 'subject' | 'text' }

export const draftOf = (mail: Mail): MailDraft => ({
  to: mail.to.join('\n'),
  cc: mail.cc.join('\n'),
  bcc: mail.bcc.join('\n'),
  subject: mail.subject,
  text: mail.text,
  attachments: mail.attachments.map(({ document }) => ({ document, isKept: true })),
})

/** The form as plain fields, and which documents no longer go along, by their place. */
export const fieldsOf = ({ attachments, ...fields }: MailDraft): Fields => ({
  ...fields,
  left: attachments.flatMap(({ isKept }, at) => (isKept ? [] : [at])).join(' '),
})

/** The form again; `mail` is what it was made of. */
export function mailDraftIn(fields: Fields, mail: Mail): MailDraft {
  const { to = '', cc = '', bcc = '', subject = '', text = '', left = '' } = fields
  const gone = new Set(left.split(' '))
  const attachments = mail.attachments.map(({ document }, at) => ({ document, isKept: !gone.has(`${at}`) }))
  return { to, cc, bcc, subject, text, attachments }
}

const addressesOf = (lines: string): readonly string[] =>
  lines
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const mailOf = (draft: MailDraft): Mail => ({
  to: addressesOf(draft.to),
  cc: addressesOf(draft.cc),
  bcc: addressesOf(draft.bcc),
  subject: draft.subject.trim(),
  text: draft.text,
  attachments: draft.attachments.filter(({ isKept }) => isKept).map(({ document }) => ({ document })),
})

export function problemsOf(mail: Mail): readonly DraftProblem[] {
  const problems: DraftProblem[] = mailFields.flatMap((field) =>
    mail[field]
      .filter((address) => !isPlainAddress(address))
      .slice(0, 1)
      .map((address) => ({ kind: 'bad-address', field, address }) as const),
  )
  if (mail.to.length === 0) problems.push({ kind: 'no-recipient', field: 'to' })
  if (mail.subject === '') problems.push({ kind: 'empty', field: 'subject' })
  if (mail.text.trim() === '') problems.push({ kind: 'empty', field: 'text' })
  return problems
}

/** The arguments for the API: an empty cc, bcc or list of attachments is left out, as an agent would. */
export function argumentsOf({ to, cc, bcc, subject, text, attachments }: Mail): Partial<Mail> {
  return {
    to,
    ...(cc.length > 0 ? { cc } : {}),
    ...(bcc.length > 0 ? { bcc } : {}),
    subject,
    text,
    ...(attachments.length > 0 ? { attachments } : {}),
  }
}
