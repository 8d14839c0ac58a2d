// SPDX-License-Identifier: EUPL-1.2
import { type Ledger, ledgerKey } from './ledger.ts'
import type { Customer } from './tables.ts'
import type { UblDocument } from './ubl.ts'

/** What policy sees of a mail's documents, as `context.documents`. Sets are sorted arrays without duplicates. */
export interface DocumentRecord {
  /** Attached documents that are invoices or credit notes of the books. */
  readonly invoices: number
  /** Attached documents that are anything else. */
  readonly others: number
  /** Distinct customers of the attached invoices. */
  readonly debtors: number
  /** Their mail addresses, lower-case, by customer number from the CRM and from nowhere else. */
  readonly debtorAddresses: readonly string[]
  /** Every attached invoice is past its due date and has an open balance, and neither is in doubt. */
  readonly allOverdueAndUnpaid: boolean
  /** Sum of the open balances of the attached invoices, in euro cents. */
  readonly openCents: number
  readonly customers: readonly string[]
}

/** A document that a mail would attach; without `document` it is no invoice of the books. */
export interface Attached {
  readonly name: string
  readonly document: UblDocument | undefined
}

/** The record for a set of documents: a pure function of them and the ledger. Without a ledger nothing is owed. */
export function recordOf(
  attached: readonly Attached[],
  ledger: Ledger | undefined,
  customers: ReadonlyMap<string, Customer>,
  today: string,
): DocumentRecord {
  const booked = attached.map(({ document }) => document).filter((document) => document !== undefined)
  const invoices = booked.filter(({ kind }) => kind === 'invoice')
  const open = ({ number }: UblDocument): number => Math.max(0, ledger?.openCents.get(ledgerKey(number)) ?? 0)
  const isDebt = (invoice: UblDocument): boolean =>
    invoice.dueDate !== undefined &&
    // On the due date itself it can still be paid in time.
    invoice.dueDate < today &&
    open(invoice) > 0 &&
    ledger?.unsettled.has(invoice.customer) === false
  const numbers = new Set(invoices.map(({ number }) => ledgerKey(number)))
  // A credit note may accompany the invoice that it lowers: it shows the customer why less is asked.
  const isExplained = ({ references }: UblDocument): boolean =>
    references.length > 0 && references.every((reference) => numbers.has(ledgerKey(reference)))
  const debtors = distinct(booked.map(({ customer }) => customer))
  return {
    invoices: booked.length,
    others: attached.length - booked.length,
    debtors: debtors.length,
    debtorAddresses: distinct(
      debtors.map((number) => customers.get(number)?.address).filter((text) => text !== undefined),
    ),
    allOverdueAndUnpaid:
      invoices.length > 0 && booked.every((document) => (document.kind === 'invoice' ? isDebt : isExplained)(document)),
    openCents: invoices.reduce((sum, invoice) => sum + open(invoice), 0),
    customers: debtors,
  }
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()
