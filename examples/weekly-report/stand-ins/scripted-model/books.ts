// SPDX-License-Identifier: EUPL-1.2
import { field, type Row, readRows } from './csv.ts'
import { type Invoice, readInvoice } from './invoice.ts'
import { parseCents } from './money.ts'

export interface Customer {
  readonly number: string
  readonly name: string
  /** Lower-case; empty when the file has none. */
  readonly email: string
  readonly note: string
}

export interface Payment {
  readonly invoice: string
  readonly cents: number
}

/** What the files together say; documents and rows that can't be read are left out. */
export interface Books {
  /** Sorted by number, as are the customers. */
  readonly invoices: readonly Invoice[]
  readonly customers: readonly Customer[]
  readonly payments: readonly Payment[]
  /** The path of the file that holds the customers. */
  readonly customerFile: string | undefined
}

/** An invoice with what has been paid and credited of it. */
export interface Account {
  readonly invoice: Invoice
  readonly paidCents: number
  readonly creditedCents: number
  readonly openCents: number
  /** Past its due date, with something still open. */
  readonly overdue: boolean
}

const columns = {
  customer: ['customer_number', 'customer', 'klantnummer', 'debtor', 'debiteurnummer', 'number', 'id'],
  name: ['name', 'naam', 'company', 'bedrijf', 'bedrijfsnaam', 'customer_name', 'klantnaam'],
  email: ['email', 'e-mail', 'mail', 'email_address', 'e-mailadres', 'emailadres'],
  note: ['note', 'notes', 'notitie', 'notities', 'opmerking', 'opmerkingen', 'remarks'],
  amount: ['amount', 'bedrag', 'amount_eur', 'bedrag_eur'],
  reference: ['invoice', 'invoice_number', 'factuur', 'factuurnummer', 'reference', 'kenmerk', 'omschrijving'],
}

/** Reads files by what they hold, not by their names: UBL documents, a list of customers, a list of payments. */
export function readBooks(files: ReadonlyMap<string, string>): Books {
  const invoices = new Map<string, Invoice>()
  const customers = new Map<string, Customer>()
  const paid: Row[] = []
  let customerFile: string | undefined
  for (const [path, text] of files) {
    const invoice = readInvoice(path, text)
    if (invoice !== undefined) {
      invoices.set(invoice.number, invoice)
      continue
    }
    const rows = text.trimStart().startsWith('<') ? [] : readRows(text)
    if (rows.some((row) => field(row, columns.email).includes('@'))) {
      customerFile ??= path
      for (const row of rows) {
        const customer = readCustomer(row)
        if (customer.number !== '') customers.set(customer.number, customer)
      }
    } else paid.push(...rows)
  }
  return {
    invoices: sorted(invoices),
    customers: sorted(customers),
    payments: paid.map((row) => readPayment(row, invoices)).filter((payment) => payment !== undefined),
    customerFile,
  }
}

function sorted<T extends { readonly number: string }>(values: ReadonlyMap<string, T>): readonly T[] {
  return [...values.values()].sort((a, b) => (a.number < b.number ? -1 : 1))
}

function readCustomer(row: Row): Customer {
  return {
    number: field(row, columns.customer),
    name: field(row, columns.name),
    email: field(row, columns.email).toLowerCase(),
    note: field(row, columns.note),
  }
}

/** A payment belongs to the invoice whose number stands in its reference, alone or between other words. */
function readPayment(row: Row, invoices: ReadonlyMap<string, Invoice>): Payment | undefined {
  const cents = parseCents(field(row, columns.amount))
  const invoice = field(row, columns.reference)
    .split(/[^A-Za-z0-9/_-]+/)
    .find((word) => invoices.has(word))
  return cents === undefined || invoice === undefined ? undefined : { invoice, cents }
}

/** Where each invoice stands on a day (YYYY-MM-DD); a due date that has not passed yet is not overdue. */
export function accountsOn(day: string, { invoices, payments }: Books): readonly Account[] {
  const credits = invoices.filter(({ kind }) => kind === 'credit-note')
  return invoices
    .filter(({ kind }) => kind === 'invoice')
    .map((invoice) => {
      const received = sum(payments.filter((payment) => payment.invoice === invoice.number))
      const paidCents = invoice.prepaidCents + received
      const creditedCents = sum(credits.filter((credit) => credit.credits === invoice.number))
      const openCents = invoice.cents - paidCents - creditedCents
      const overdue = invoice.due !== undefined && invoice.due < day && openCents > 0
      return { invoice, paidCents, creditedCents, openCents, overdue }
    })
}

export function sum(values: readonly { readonly cents: number }[]): number {
  return values.reduce((total, { cents }) => total + cents, 0)
}
