// SPDX-License-Identifier: EUPL-1.2
import { difference, type Piece } from './diff.ts'
import { type Mail, readMail } from './mail.ts'
import { visibleLine } from './visible.ts'

type ChangedField = 'to' | 'cc' | 'bcc' | 'subject' | 'text' | 'attachments'

export interface Change {
  /** The part of the mail, or undefined for arguments that are no mail. */
  readonly field: ChangedField | undefined
  readonly pieces: readonly Piece[]
}

const linesOf = (mail: Mail, field: ChangedField): string =>
  field === 'subject' || field === 'text'
    ? mail[field]
    : field === 'attachments'
      ? mail.attachments.map((attachment) => attachment.document).join('\n')
      : mail[field].join('\n')

const fields: readonly ChangedField[] = ['to', 'cc', 'bcc', 'subject', 'text', 'attachments']

/** Makes unseen characters part of what is compared, and leaves the lines. */
export const seen = (text: string): string => text.split('\n').map(visibleLine).join('\n')

export const asJson = (value: unknown): string => JSON.stringify(value, null, 2) ?? ''

/** How the arguments of a call differ, per part of a mail, or as JSON when one of them is no mail. */
export const changesOf = (before: unknown, after: unknown): readonly Change[] =>
  changedPairs(before, after).map(([field, from, to]) => ({ field, pieces: difference(seen(from), seen(to)) }))

/** The same question without the work of saying how. */
export const isChanged = (before: unknown, after: unknown): boolean => changedPairs(before, after).length > 0

function changedPairs(before: unknown, after: unknown) {
  const [old, fresh] = [readMail(before), readMail(after)]
  const pairs =
    old !== undefined && fresh !== undefined
      ? fields.map((field) => [field, linesOf(old, field), linesOf(fresh, field)] as const)
      : [[undefined, asJson(before), asJson(after)] as const]
  return pairs.filter(([, from, to]) => from !== to)
}
