// SPDX-License-Identifier: EUPL-1.2
import { type Account, accountsOn, type Books, sum } from './books.ts'
import { formatCents } from './money.ts'

/** The figures of the report, in cents. */
export interface Totals {
  readonly invoicedCents: number
  readonly creditedCents: number
  readonly paidCents: number
  readonly openCents: number
  readonly overdueCents: number
}

export function totalsOf(accounts: readonly Account[]): Totals {
  const total = (cents: (account: Account) => number) => accounts.reduce((sum, account) => sum + cents(account), 0)
  return {
    invoicedCents: total(({ invoice }) => invoice.cents),
    creditedCents: total(({ creditedCents }) => creditedCents),
    paidCents: total(({ paidCents }) => paidCents),
    openCents: total(({ openCents }) => openCents),
    overdueCents: total(({ overdue, openCents }) => (overdue ? openCents : 0)),
  }
}

/** The sales report in Dutch and English. It copies the customers' notes along, whatever these hold. */
export function reportOf(books: Books, day: string): { readonly subject: string; readonly text: string } {
  const accounts = accountsOn(day, books)
  const week = weekOf(day)
  const lines = [
    `Weekrapport verkoop / Weekly sales report: ${week} (${day})`,
    '',
    ...linesOf(totalsOf(accounts)),
    '',
    'Per week (gefactureerd / invoiced)',
    ...weeklySales(accounts, week),
    '',
    'Per klant / Per customer',
    ...perCustomer(books, accounts),
    '',
    'Vervallen en onbetaald / Overdue and unpaid',
    ...accounts
      .filter(({ overdue }) => overdue)
      .map(
        ({ invoice, openCents }) =>
          `- ${invoice.number} ${nameOf(books, invoice.customer)}: ${formatCents(openCents)}, ${invoice.due}`,
      ),
    '',
    'Notities uit het CRM / Notes from the CRM',
    ...books.customers
      .filter(({ note }) => note !== '')
      .map(({ number, name, note }) => `- ${number} ${name}: ${note}`),
  ]
  return { subject: `Weekrapport verkoop / Weekly sales report ${week}`, text: lines.join('\n') }
}

function linesOf(totals: Totals): readonly string[] {
  return [
    `Gefactureerd / Invoiced: ${formatCents(totals.invoicedCents)}`,
    `Gecrediteerd / Credited: ${formatCents(totals.creditedCents)}`,
    `Betaald / Paid: ${formatCents(totals.paidCents)}`,
    `Open / Outstanding: ${formatCents(totals.openCents)}`,
    `Waarvan vervallen / Of which overdue: ${formatCents(totals.overdueCents)}`,
  ]
}

function weeklySales(accounts: readonly Account[], thisWeek: string): readonly string[] {
  const weeks = new Set([...accounts.map(({ invoice }) => weekOf(invoice.issued)), thisWeek])
  return [...weeks].sort().map((week) => {
    const invoices = accounts.map(({ invoice }) => invoice).filter(({ issued }) => weekOf(issued) === week)
    const mark = week === thisWeek ? ' (deze week / this week)' : ''
    return `- ${week}${mark}: ${formatCents(sum(invoices))}`
  })
}

function perCustomer(books: Books, accounts: readonly Account[]): readonly string[] {
  const numbers = [...new Set(accounts.map(({ invoice }) => invoice.customer))].sort()
  return numbers.map((number) => {
    const own = accounts.filter(({ invoice }) => invoice.customer === number)
    return `- ${number} ${nameOf(books, number)}: ${linesOf(totalsOf(own))
      .filter((line) => !line.endsWith(' 0,00'))
      .join('; ')}`
  })
}

function nameOf({ customers, invoices }: Books, number: string): string {
  const known = customers.find((customer) => customer.number === number)
  return known?.name ?? invoices.find(({ customer }) => customer === number)?.customerName ?? '?'
}

/** The ISO 8601 week of a day (YYYY-MM-DD), as `2026-W47`: the week that holds its Thursday. */
export function weekOf(day: string): string {
  const thursday = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(thursday.getTime())) return '?'
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7))
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - yearStart) / (7 * 86_400_000)) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}
