// SPDX-License-Identifier: EUPL-1.2
import { SubjectError } from './error.ts'

/** How people name a subject; `label` is any label with a value, such as `customer:10023`. */
export const subjectKinds = ['run', 'person', 'label', 'address', 'statement', 'incident', 'exhibit'] as const

export interface Subject {
  readonly kind: (typeof subjectKinds)[number]
  /** The name under which its content is sealed. */
  readonly name: string
  readonly value: string
}

const maxLength = 300
/** Allows labels with a value and the ids of every room (organisation/fields.ts, gate/call.ts). */
const written = /^([a-z][a-z0-9-]*):([A-Za-z0-9._-]+)$/
const address = /^address:([\x21-\x7e]+@[\x21-\x7e]+)$/
const kept: ReadonlySet<string> = new Set(['system', 'tool', 'organisation'])

/** Throws SubjectError `subject-malformed` or `subject-kept`. */
export function subjectIn(text: string): Subject {
  const short = text.length > maxLength ? '' : text
  const mail = address.exec(short)?.[1]
  if (mail !== undefined) return { kind: 'address', name: text, value: mail }
  const [, given, value] = written.exec(short) ?? []
  if (given === undefined || value === undefined || given === 'address') throw new SubjectError('subject-malformed')
  if (kept.has(given)) throw new SubjectError('subject-kept')
  const kind = subjectKinds.find((known) => known === given && known !== 'label')
  return { kind: kind ?? 'label', name: text, value }
}
