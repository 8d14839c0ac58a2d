// SPDX-License-Identifier: EUPL-1.2
import type { JsonValue } from '../journal/index.ts'
import type { HeldCall } from './held-call.ts'

/** What a line of a list shows, in characters. */
const maxLength = 240

/**
 * A held call in one line of plain text without words of any language: for mail the recipients, the subject and the
 * files; for other tools the arguments.
 */
export function summarise({ arguments: given, attachments }: Pick<HeldCall, 'arguments' | 'attachments'>): string {
  const files = attachments.map(({ name }) => name)
  const parts =
    areAddresses(given.to) && typeof given.subject === 'string'
      ? [
          given.to.join(', '),
          ...(['cc', 'bcc'] as const).flatMap((field) => {
            const copies = given[field]
            return areAddresses(copies) && copies.length > 0 ? [`${field} ${copies.join(', ')}`] : []
          }),
          given.subject,
          ...files,
        ]
      : [JSON.stringify(given), ...files]
  return inOneLine(...parts)
}

/** Strangers' texts, made fit for one line of a list. */
export function inOneLine(...parts: readonly string[]): string {
  return shortened(
    parts
      .filter((part) => part !== '')
      .map((part) => visible(opening(part)))
      .join(' · '),
  )
}

/** The beginning of a text, so that a list of two hundred does no work for what no line shows. */
function opening(text: string): string {
  const most = 4 * maxLength
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`
}

function areAddresses(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** Direction marks and characters drawn as nothing: an agent may use them to turn a line around or hide part of it. */
const unseen = /(?:(?!\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800])+/gu

function visible(text: string): string {
  return text.replaceAll(unseen, '\u{FFFD}')
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= maxLength ? text : `${characters.slice(0, maxLength - 1).join('')}…`
}
