// SPDX-License-Identifier: EUPL-1.2

import type { Say } from '../language.ts'
import { columns } from './columns.ts'

/** Deeper values are shown as JSON: nobody reads a tree of columns. */
const maxDepth = 2

/** The members that people see most, in a fixed order and in plain words; any other follows under its own name. */
const known: readonly (readonly [path: string, nl: string, en: string])[] = [
  ['to', 'Aan', 'To'],
  ['cc', 'Cc', 'Cc'],
  ['bcc', 'Bcc', 'Bcc'],
  ['subject', 'Onderwerp', 'Subject'],
  ['text', 'Tekst', 'Text'],
  ['attachments', 'Bijlagen', 'Attachments'],
  ['amount.cents', 'Bedrag', 'Amount'],
  ['mail.recipients', 'Ontvangers', 'Recipients'],
  ['mail.outsideRecipients', 'Buiten uw organisatie', 'Outside your organisation'],
  ['mail.outsideCount', 'Hoeveel daarvan', 'How many of those'],
  ['mail.firstTimeRecipients', 'Voor het eerst aan', 'For the first time to'],
  ['documents.invoices', 'Facturen die meegaan', 'Invoices that go along'],
  ['documents.others', 'Andere bestanden', 'Other files'],
  ['documents.debtors', 'Debiteuren', 'Debtors'],
  ['documents.customers', 'Klanten', 'Customers'],
  ['documents.debtorAddresses', 'Adres volgens het CRM', 'Address in the CRM'],
  ['documents.allOverdueAndUnpaid', 'Vervallen en onbetaald', 'Overdue and unpaid'],
  ['documents.openCents', 'Staat open', 'Still open'],
]

/**
 * A value as lines of name and text. Nothing is left out or shortened: what isn't shown would be approved unseen. Text
 * of more than one line gets a bar in front, so that it can't pass for another part of the page.
 */
export function tellRecord(record: Readonly<Record<string, unknown>>, say: Say): readonly string[] {
  const rows = rowsOf(record, '', 1)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([path, value]) => [nameOf(path, say), textOf(path, value, say)] as const)
  const lines = columns(
    rows.map(([name, text]) => [name, text.includes('\n') ? '' : text]),
    '  ',
  )
  return rows.flatMap(([, text], at) => [
    lines[at]?.trimEnd() ?? '',
    ...(text.includes('\n') ? text.split('\n').map((line) => `    | ${line}`) : []),
  ])
}

function placeOf(path: string): number {
  const place = known.findIndex(([name]) => name === path)
  return place === -1 ? known.length : place
}

function nameOf(path: string, say: Say): string {
  const [, nl = path, en = path] = known[placeOf(path)] ?? []
  return say(nl, en)
}

function rowsOf(record: object, prefix: string, depth: number): (readonly [string, unknown])[] {
  return Object.entries(record).flatMap(([key, value]) =>
    isRecord(value) && depth < maxDepth && Object.keys(value).length > 0
      ? rowsOf(value, `${prefix}${key}.`, depth + 1)
      : [[`${prefix}${key}`, value] as const],
  )
}

function textOf(path: string, value: unknown, say: Say): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? say('ja', 'yes') : say('nee', 'no')
  if (typeof value === 'number' && (path.endsWith('Cents') || path === 'amount.cents')) {
    return new Intl.NumberFormat(say('nl-NL', 'en-GB'), { style: 'currency', currency: 'EUR' }).format(value / 100)
  }
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.length === 0 ? say('geen', 'none') : value.map(itemText).join(', ')
}

/** An item that contains the separator must not pass for two items. */
function itemText(item: unknown): string {
  const isDocument = isRecord(item) && typeof item.document === 'string' && Object.keys(item).length === 1
  const value = isDocument ? item.document : item
  return typeof value === 'string' && /^[^\s,"]+$/.test(value) ? value : JSON.stringify(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
