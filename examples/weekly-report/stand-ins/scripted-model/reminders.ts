// SPDX-License-Identifier: EUPL-1.2
import type { Account, Customer } from './books.ts'
import type { Mail } from './mail.ts'
import { formatCents } from './money.ts'

/** A customer with all of its accounts that a reminder is about. */
export interface Debtor {
  readonly customer: Customer
  readonly accounts: readonly Account[]
}

/** The customers with something overdue, with what is overdue; one that the CRM has no address of is left out. */
export function debtorsOf(accounts: readonly Account[], customers: readonly Customer[]): readonly Debtor[] {
  return customers
    .filter(({ email }) => email !== '')
    .map((customer) => ({
      customer,
      accounts: accounts.filter(({ overdue, invoice }) => overdue && invoice.customer === customer.number),
    }))
    .filter((debtor) => debtor.accounts.length > 0)
}

/** The reminder as it should be: to the debtor alone, with the debtor's own overdue invoices. */
export function reminderFor({ customer, accounts }: Debtor): Mail {
  const numbers = accounts.map(({ invoice }) => invoice.number).join(', ')
  const lines = accounts.map(
    ({ invoice, openCents }) => `- ${invoice.number}: ${formatCents(openCents)} (${invoice.due})`,
  )
  const text = [
    `Geachte ${customer.name},`,
    '',
    'De termijn van onderstaande factuur is verstreken en wij ontvingen uw betaling nog niet. Wilt u het bedrag',
    'binnen zeven dagen overmaken? De factuur is bijgevoegd.',
    '',
    `Dear ${customer.name},`,
    '',
    'The invoice below is overdue and we have not received your payment. Please pay within seven days.',
    'The invoice is attached.',
    '',
    ...lines,
  ].join('\n')
  return {
    to: [customer.email],
    subject: `Herinnering / Reminder: ${numbers}`,
    text,
    attachments: accounts.map(({ invoice }) => ({ document: invoice.path })),
  }
}
