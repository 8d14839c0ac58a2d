// SPDX-License-Identifier: EUPL-1.2
import { ConnectorError } from '../error.ts'
import type { Payment } from './tables.ts'
import type { UblDocument } from './ubl.ts'

/** One document of the books, by the name of its file. */
export interface Booked {
  readonly name: string
  readonly document: UblDocument
}

/** Something that a reviewer or bookkeeper should know, though the books can be used in spite of it. */
export interface Problem {
  readonly document: string
  readonly problem: string
}

export interface Ledger {
  /** Euro cents still owed by document number, after credit notes and payments; a credit note owes nothing. */
  readonly openCents: ReadonlyMap<string, number>
  /**
   * Customers who may owe less than the sums say, because it isn't clear which invoice a credit of theirs belongs to.
   */
  readonly unsettled: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** A document's number as the ledger compares it: people take `2026-0101a` and `2026-0101A` for the same invoice. */
export const ledgerKey = (number: string): string => number.trim().toUpperCase()

/**
 * Whether a document lowers what somebody owes: a credit note, a corrective invoice, or an invoice with a negative
 * total.
 */
const lowers = ({ kind, typeCode, payableCents }: UblDocument): boolean =>
  kind === 'credit-note' || typeCode === '384' || payableCents < 0

/**
 * What is still owed for each invoice. Throws `books-inconsistent` when two documents claim one number, or a credit note
 * names another customer than the invoice it credits. When a credit can't be matched to an invoice its customer is
 * `unsettled`: the mistake to avoid is asking for money that isn't owed, so doubt counts as paid.
 */
export function settle(booked: readonly Booked[], payments: readonly Payment[]): Ledger {
  const byNumber = indexed(booked)
  const openCents = new Map(
    [...byNumber].map(([number, { document }]) => [number, lowers(document) ? 0 : document.payableCents]),
  )
  const unsettled = new Set<string>()
  const problems: Problem[] = []
  const lower = (number: string, cents: number): void => {
    openCents.set(number, (openCents.get(number) ?? 0) - cents)
  }
  for (const { name, document } of booked.filter((candidate) => lowers(candidate.document))) {
    const credited = creditedBy(name, document, byNumber)
    if (credited !== undefined) lower(credited, Math.abs(document.payableCents))
    else {
      unsettled.add(document.customer)
      problems.push({
        document: name,
        problem: 'lowers what its customer owes, but not one invoice that is in the books',
      })
    }
  }
  let strays = 0
  for (const { invoice, cents } of payments) {
    const number = ledgerKey(invoice)
    const paid = byNumber.get(number)
    if (paid !== undefined && !lowers(paid.document)) lower(number, cents)
    else strays++
  }
  if (strays > 0)
    problems.push({ document: 'payments', problem: `${strays} payments belong to no invoice in the books` })
  return { openCents, unsettled, problems }
}

function indexed(booked: readonly Booked[]): ReadonlyMap<string, Booked> {
  const byNumber = new Map<string, Booked>()
  for (const entry of booked) {
    const key = ledgerKey(entry.document.number)
    const other = byNumber.get(key)
    if (other !== undefined) throw inconsistent(`${other.name} and ${entry.name} have the same number`)
    byNumber.set(key, entry)
  }
  return byNumber
}

/** The number of the one invoice that a credit belongs to, or undefined when that isn't certain. */
function creditedBy(name: string, credit: UblDocument, byNumber: ReadonlyMap<string, Booked>): string | undefined {
  const [reference, ...others] = credit.references.map(ledgerKey)
  const target = byNumber.get(reference ?? '')
  // A corrective invoice either replaces or amends; its data don't say which.
  if (reference === undefined || others.length > 0 || target === undefined || credit.typeCode === '384')
    return undefined
  if (lowers(target.document)) return undefined
  if (target.document.customer === credit.customer) return reference
  throw inconsistent(`${name} credits ${target.name}, which is of another customer`)
}

const inconsistent = (why: string): ConnectorError => new ConnectorError('books-inconsistent', why)
