// SPDX-License-Identifier: EUPL-1.2
import type { Say } from './language.ts'

/** Deeper values are shown as JSON: nobody reads a tree of columns. */
const maxDepth = 2
const maxNameWidth = 32

/**
 * A value as lines of name and text. Nothing is left out and nothing shortened: what isn't shown would be approved
 * unseen. Text of more than one line stands behind a bar, so that it can't pass for another part of the page.
 */
export function tellRecord(record: Readonly<Record<string, unknown>>, say: Say): readonly string[] {
  const rows = rowsOf(record, '', 1).map(([path, value]) => [nameOf(path, say), textOf(path, value, say)] as const)
  const width = Math.min(maxNameWidth, Math.max(0, ...rows.map(([name]) => name.length)))
  return rows.flatMap(([name, text]) =>
    text.includes('\n')
      ? [`  ${name}`, ...text.split('\n').map((line) => `    | ${line}`)]
      : [`  ${name.padEnd(width)}  ${text}`],
  )
}

function rowsOf(record: object, prefix: string, depth: number): readonly (readonly [string, unknown])[] {
  return Object.entries(record).flatMap(([key, value]) =>
    isRecord(value) && depth < maxDepth
      ? rowsOf(value, `${prefix}${key}.`, depth + 1)
      : [[`${prefix}${key}`, value] as const],
  )
}

/** The members that people see most, in words of people; any other goes by its own name. */
function nameOf(path: string, say: Say): string {
  switch (path) {
    case 'to':
      return say('Aan', 'To')
    case 'subject':
      return say('Onderwerp', 'Subject')
    case 'text':
      return say('Tekst', 'Text')
    case 'attachments':
      return say('Bijlagen', 'Attachments')
    case 'mail.recipients':
      return say('Ontvangers', 'Recipients')
    case 'mail.outsideRecipients':
      return say('Buiten uw organisatie', 'Outside your organisation')
    case 'documents.invoices':
      return say('Facturen die meegaan', 'Invoices that go along')
    case 'documents.others':
      return say('Andere bestanden', 'Other files')
    case 'documents.debtors':
      return say('Debiteuren', 'Debtors')
    case 'documents.debtorAddresses':
      return say('Adres volgens het CRM', 'Address in the CRM')
    case 'documents.allOverdueAndUnpaid':
      return say('Vervallen en onbetaald', 'Overdue and unpaid')
    case 'documents.openCents':
      return say('Staat open', 'Still open')
    case 'documents.customers':
      return say('Klanten', 'Customers')
    default:
      return path
  }
}

function textOf(path: string, value: unknown, say: Say): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? say('ja', 'yes') : say('nee', 'no')
  if (typeof value === 'number' && path.endsWith('Cents')) {
    return new Intl.NumberFormat(say('nl-NL', 'en-GB'), { style: 'currency', currency: 'EUR' }).format(value / 100)
  }
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.length === 0 ? say('geen', 'none') : value.map(itemText).join(', ')
}

/** An item that holds what separates items must not pass for two. */
function itemText(item: unknown): string {
  const isDocument = isRecord(item) && typeof item.document === 'string' && Object.keys(item).length === 1
  const value = isDocument ? item.document : item
  return typeof value === 'string' && /^[^\s,"]+$/.test(value) ? value : JSON.stringify(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
