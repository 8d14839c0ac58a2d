// SPDX-License-Identifier: EUPL-1.2

/** What the gate looked up about the documents of a mail; money in euro cents. */
export interface DocumentFacts {
  readonly invoices: number
  readonly others: number
  readonly debtors: number
  readonly debtorAddresses: readonly string[]
  readonly allOverdueAndUnpaid: boolean
  readonly openCents: number
  readonly customers: readonly string[]
}

export interface ReadFacts {
  /** The addresses that the gate knows to be the organisation's own. */
  readonly inside: ReadonlySet<string>
  readonly documents: DocumentFacts | undefined
  /** What a payment's own argument says, in cents: the agent's word, and not something that was looked up. */
  readonly amountCents: number | undefined
  /** Everything else it looked up, so that nothing goes unseen. */
  readonly others: Readonly<Record<string, unknown>>
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

const textsOf = (value: unknown): readonly string[] => (isTextList(value) ? value : [])
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

export function readFacts(facts: unknown): ReadFacts {
  const record = isRecord(facts) ? facts : {}
  // These three stand elsewhere on the card.
  const { mail, documents, amount, labels: _labels, findings: _findings, approvals: _approvals, ...others } = record
  const outside = new Set(isRecord(mail) ? textsOf(mail.outsideRecipients) : [])
  const recipients = isRecord(mail) ? textsOf(mail.recipients) : []
  const cents = isRecord(amount) && Object.keys(amount).length === 1 ? amount.cents : undefined
  const amountCents = typeof cents === 'number' ? cents : undefined
  return {
    inside: new Set(recipients.filter((address) => !outside.has(address))),
    documents: isRecord(documents) ? readDocuments(documents) : undefined,
    amountCents,
    others: amountCents === undefined && amount !== undefined ? { ...others, amount } : others,
  }
}

function readDocuments(record: Record<string, unknown>): DocumentFacts {
  return {
    invoices: numberOf(record.invoices),
    others: numberOf(record.others),
    debtors: numberOf(record.debtors),
    debtorAddresses: textsOf(record.debtorAddresses),
    allOverdueAndUnpaid: record.allOverdueAndUnpaid === true,
    openCents: numberOf(record.openCents),
    customers: textsOf(record.customers),
  }
}
