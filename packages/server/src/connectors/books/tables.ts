// SPDX-License-Identifier: EUPL-1.2
import { parse } from 'csv-parse/sync'
import { mailAddress } from '../address.ts'
import { ConnectorError } from '../error.ts'
import { dutchCents, isDate } from './amount.ts'

/** Money received for one invoice; negative when it was taken back. */
export interface Payment {
  readonly invoice: string
  readonly cents: number
}

export interface Customer {
  readonly number: string
  /** Undefined when the CRM has no plain address, so that nothing can be sent. */
  readonly address: string | undefined
}

/**
 * The payments export: UTF-8, `;`, with at least the columns `datum`, `bedrag` and `factuurnummer`. One unreadable line
 * makes the whole file unreadable, because it may be the payment that settles a debt.
 */
export function readPayments(name: string, bytes: Uint8Array): readonly Payment[] {
  return readTable(name, bytes, ['datum', 'bedrag', 'factuurnummer']).map((row, index) => {
    const cents = dutchCents(row.bedrag ?? '')
    if (cents === undefined) throw unreadable(`${name}: row ${index + 1}: bedrag is not an amount such as 1234,56`)
    if (!isDate(row.datum ?? '')) throw unreadable(`${name}: row ${index + 1}: datum is not a day such as 2026-11-20`)
    return { invoice: row.factuurnummer ?? '', cents }
  })
}

/** The CRM export, by customer number: UTF-8, `;`, with at least the columns `klantnummer` and `e-mail`. */
export function readCustomers(name: string, bytes: Uint8Array): ReadonlyMap<string, Customer> {
  const customers = new Map<string, Customer>()
  for (const [index, row] of readTable(name, bytes, ['klantnummer', 'e-mail']).entries()) {
    const number = row.klantnummer ?? ''
    if (number === '') throw unreadable(`${name}: row ${index + 1}: has no klantnummer`)
    if (customers.has(number)) throw new ConnectorError('books-inconsistent', `${name}: two rows for one klantnummer`)
    customers.set(number, { number, address: mailAddress(row['e-mail'] ?? '') })
  }
  return customers
}

type Row = Readonly<Record<string, string>>

function readTable(name: string, bytes: Uint8Array, columns: readonly string[]): readonly Row[] {
  let rows: string[][]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    rows = parse(text, { delimiter: ';', trim: true, skip_empty_lines: true, max_record_size: 100_000 })
  } catch {
    throw unreadable(`${name}: not a UTF-8 table separated by ; with the same number of fields in every row`)
  }
  const [header = [], ...body] = rows
  const missing = columns.filter((column) => header.filter((title) => title === column).length !== 1)
  if (missing.length > 0) throw unreadable(`${name}: needs exactly one column ${missing.join(' and one ')}`)
  return body.map((fields) => Object.fromEntries(header.map((title, index) => [title, fields[index] ?? ''])))
}

const unreadable = (why: string): ConnectorError => new ConnectorError('books-unreadable', why)
