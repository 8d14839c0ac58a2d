// SPDX-License-Identifier: EUPL-1.2

import { ConnectorError } from '../error.ts'
import { cents, isDate } from './amount.ts'
import { parseXml, type XmlElement } from './xml.ts'

/** A UBL 2.1 invoice or credit note, as far as a ledger needs it. Amounts are euro cents. */
export interface UblDocument {
  readonly kind: 'invoice' | 'credit-note'
  /** BT-3: 380 invoice, 381 credit note, 384 corrective invoice. */
  readonly typeCode: string
  /** BT-1. */
  readonly number: string
  /** BT-2 and BT-9, `YYYY-MM-DD`. */
  readonly issueDate: string
  readonly dueDate: string | undefined
  /** BT-46: the buyer's number in the seller's own books. Names are no identity: two bakers are called De Vries. */
  readonly customer: string
  /** BT-115. */
  readonly payableCents: number
  /** BT-25: the invoices that this one credits or corrects. */
  readonly references: readonly string[]
  readonly root: XmlElement
}

const roots: Readonly<Record<string, UblDocument['kind']>> = { Invoice: 'invoice', CreditNote: 'credit-note' }
const standard = 'urn:oasis:names:specification:ubl:schema:xsd:'
const namespaces: Readonly<Record<string, string>> = {
  cac: `${standard}CommonAggregateComponents-2`,
  cbc: `${standard}CommonBasicComponents-2`,
}

/** The elements at a path such as `cac:PaymentMeans/cbc:PaymentMeansCode`, in document order. */
export function all(from: XmlElement, path: string): readonly XmlElement[] {
  return path.split('/').reduce<readonly XmlElement[]>(
    (elements, step) => {
      const [prefix = '', name] = step.split(':')
      const namespace = namespaces[prefix]
      return elements.flatMap(({ children }) =>
        children.filter((child) => child.name === name && child.namespace === namespace),
      )
    },
    [from],
  )
}

/** The text at a path, empty when nothing stands there. Of several elements, the first. */
export const textAt = (from: XmlElement, path: string): string => all(from, path)[0]?.text ?? ''

/** BG-25: the lines of an invoice or a credit note. */
export const linesOf = (root: XmlElement): readonly XmlElement[] =>
  all(root, root.name === 'CreditNote' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine')

/**
 * Reads an invoice or credit note in euros. Whether it obeys the rules of NLCIUS is another question (`nlcius.ts`); here
 * everything that a ledger counts with must occur once and be well-formed. Throws `document-unreadable`.
 */
export function readUbl(bytes: Uint8Array): UblDocument {
  const root = parseXml(bytes)
  const kind = Object.hasOwn(roots, root.name) ? roots[root.name] : undefined
  if (kind === undefined || root.namespace !== `${standard}${root.name}-2`) {
    throw unreadable('not a UBL 2 invoice or credit note')
  }
  const one = (path: string, what: string, isRight: (text: string) => boolean): string => {
    // Two values where the standard allows one: a reader that takes the last would see another invoice than we do.
    const [element, ...more] = all(root, path)
    if (element === undefined) throw unreadable(`has no ${what}`)
    if (more.length > 0) throw unreadable(`has more than one ${what}`)
    if (!isRight(element.text)) throw unreadable(`has a ${what} that is not well-formed`)
    return element.text
  }
  const isInvoice = kind === 'invoice'
  const type = isInvoice ? 'cbc:InvoiceTypeCode' : 'cbc:CreditNoteTypeCode'
  const payable = one('cac:LegalMonetaryTotal/cbc:PayableAmount', 'payable amount', (text) => cents(text) !== undefined)
  one('cbc:DocumentCurrencyCode', 'currency (only EUR is read)', (text) => text === 'EUR')
  return {
    kind,
    typeCode: one(type, 'type code', (text) => (isInvoice ? ['380', '384'] : ['381']).includes(text)),
    number: one('cbc:ID', 'number', (text) => /^[\x21-\x7e](?:[\x20-\x7e]{0,58}[\x21-\x7e])?$/.test(text)),
    issueDate: one('cbc:IssueDate', 'issue date', isDate),
    dueDate: all(root, 'cbc:DueDate').length === 0 ? undefined : one('cbc:DueDate', 'due date', isDate),
    customer: one(
      'cac:AccountingCustomerParty/cac:Party/cac:PartyIdentification/cbc:ID',
      'customer number (the buyer’s PartyIdentification)',
      (text) => /^[A-Za-z0-9._-]{1,40}$/.test(text),
    ),
    payableCents: cents(payable) ?? 0,
    references: all(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID').map(({ text }) => text),
    root,
  }
}

const unreadable = (why: string): ConnectorError => new ConnectorError('document-unreadable', why)
