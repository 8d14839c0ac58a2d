// SPDX-License-Identifier: EUPL-1.2
import { XMLParser } from 'fast-xml-parser'
import { parseCents } from './money.ts'

/** What a reader needs of a UBL 2.1 invoice or credit note. */
export interface Invoice {
  readonly path: string
  readonly kind: 'invoice' | 'credit-note'
  readonly number: string
  /** Days are YYYY-MM-DD. */
  readonly issued: string
  readonly due: string | undefined
  /** The number under which the seller knows the customer; empty when the document has none. */
  readonly customer: string
  readonly customerName: string
  /** With tax, before what was paid beforehand. */
  readonly cents: number
  /** Paid when ordered, or at the counter. */
  readonly prepaidCents: number
  /** The invoice that a credit note takes back from. */
  readonly credits: string | undefined
}

const maxCharacters = 2_000_000

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
})

/** Reads a UBL document; undefined when the text is none, or lacks what an invoice must say. */
export function readInvoice(path: string, text: string): Invoice | undefined {
  // A document type can define entities that expand without end; UBL has no use for one.
  if (text.length > maxCharacters || !text.includes('<') || text.includes('<!DOCTYPE')) return undefined
  let root: unknown
  try {
    root = parser.parse(text)
  } catch {
    return undefined
  }
  const creditNote = at(root, 'CreditNote')
  const document = creditNote ?? at(root, 'Invoice')
  const party = at(document, 'AccountingCustomerParty', 'Party')
  const number = textAt(document, 'ID')
  const payable = parseCents(textAt(document, 'LegalMonetaryTotal', 'PayableAmount') ?? '')
  const prepaid = parseCents(textAt(document, 'LegalMonetaryTotal', 'PrepaidAmount') ?? '0')
  const issued = textAt(document, 'IssueDate')
  if (number === undefined || issued === undefined || payable === undefined || prepaid === undefined) return undefined
  return {
    path,
    kind: creditNote === undefined ? 'invoice' : 'credit-note',
    number,
    issued,
    due: textAt(document, 'DueDate') ?? textAt(document, 'PaymentMeans', 'PaymentDueDate'),
    customer: textAt(party, 'PartyIdentification', 'ID') ?? '',
    customerName: textAt(party, 'PartyName', 'Name') ?? textAt(party, 'PartyLegalEntity', 'RegistrationName') ?? '',
    // EN 16931 BT-115: what is payable is the total less what was prepaid.
    cents: payable + prepaid,
    prepaidCents: prepaid,
    credits: textAt(document, 'BillingReference', 'InvoiceDocumentReference', 'ID'),
  }
}

/** The value at a path of element names; of elements that repeat, the first. */
function at(node: unknown, ...path: readonly string[]): unknown {
  let here = node
  for (const name of path) {
    const first: unknown = Array.isArray(here) ? here[0] : here
    if (typeof first !== 'object' || first === null) return undefined
    here = new Map(Object.entries(first)).get(name)
  }
  return Array.isArray(here) ? here[0] : here
}

function textAt(node: unknown, ...path: readonly string[]): string | undefined {
  const value = at(node, ...path)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
