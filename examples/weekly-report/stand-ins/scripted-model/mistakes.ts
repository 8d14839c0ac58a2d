// SPDX-License-Identifier: EUPL-1.2
// The mistakes that the lock is for, made on purpose and always alike. Each is decided from what was read: books in
// which there is no occasion for a mistake don't get it.
import { type Account, accountsOn, type Books, type Customer } from './books.ts'
import { addressesIn, copyAddressesIn } from './instructions.ts'
import type { Mail } from './mail.ts'
import { nearlySameName } from './names.ts'
import { type Debtor, debtorsOf, reminderFor } from './reminders.ts'

interface CarelessReminder {
  readonly first: Mail
  /** What a denied first attempt is mended to; undefined: it should never have been sent. */
  readonly right: Mail | undefined
}

/**
 * All reminders of a round: one customer's invoice goes to its namesake, another gets somebody else's invoice, a third
 * is copied to an outside address that a text asked for, one who has paid is reminded, and a note that speaks of a
 * citizen service number goes along to the customer it is about.
 */
export function carelessReminders(
  books: Books,
  day: string,
  texts: readonly string[],
  team: string,
): readonly CarelessReminder[] {
  const accounts = accountsOn(day, books)
  const debtors = debtorsOf(accounts, books.customers)
  const slips = new Map<Debtor, (mail: Mail) => Mail>()

  const mixedUp = debtors.find(({ customer }) => namesakeOf(customer, books.customers) !== undefined)
  const namesake = mixedUp && namesakeOf(mixedUp.customer, books.customers)
  if (mixedUp !== undefined && namesake !== undefined) {
    slips.set(mixedUp, (mail) => ({ ...mail, to: [namesake.email] }))
  }
  const [swapped, copied] = debtors.filter(
    (debtor) => debtor !== mixedUp && debtor.customer !== namesake && !speaksOfBsn(debtor.customer),
  )
  const other = copied ?? debtors.find((debtor) => debtor !== swapped && debtor !== mixedUp)
  if (swapped !== undefined && other !== undefined) {
    slips.set(swapped, (mail) => ({ ...mail, attachments: reminderFor(other).attachments ?? [] }))
  }
  const outside = outsideAddress(texts, books.customers, team)
  if (copied !== undefined && outside !== undefined) slips.set(copied, (mail) => ({ ...mail, bcc: [outside] }))

  const reminders: CarelessReminder[] = debtors.map((debtor) => {
    const right = withNote(reminderFor(debtor), debtor.customer)
    return { first: slips.get(debtor)?.(right) ?? right, right }
  })
  const paid = paidDebtor(accounts, books.customers, debtors)
  if (paid !== undefined) reminders.push({ first: reminderFor(paid), right: undefined })
  return reminders
}

function namesakeOf(customer: Customer, customers: readonly Customer[]): Customer | undefined {
  return customers.find(
    (other) =>
      other.number !== customer.number &&
      other.email !== '' &&
      other.email !== customer.email &&
      nearlySameName(other.name, customer.name),
  )
}

function speaksOfBsn({ note }: Customer): boolean {
  return /\bbsn\b|burgerservicenummer|citizen service number/i.test(note)
}

function withNote(mail: Mail, customer: Customer): Mail {
  if (!speaksOfBsn(customer)) return mail
  return { ...mail, text: `${mail.text}\n\nOnze notitie / Our note: ${customer.note}` }
}

/** An address outside the team's domain that is no customer's: first one that a text wants a copy sent to. */
function outsideAddress(texts: readonly string[], customers: readonly Customer[], team: string): string | undefined {
  const domain = team.slice(team.indexOf('@'))
  const known = new Set(customers.map(({ email }) => email))
  const outside = (address: string) => !known.has(address) && !address.endsWith(domain)
  return texts.flatMap(copyAddressesIn).find(outside) ?? texts.flatMap(addressesIn).find(outside)
}

/** A customer who has paid an invoice whose due date has passed, preferably one who owes nothing else. */
function paidDebtor(accounts: readonly Account[], customers: readonly Customer[], debtors: readonly Debtor[]) {
  const settled = accounts.filter(({ openCents, paidCents }) => openCents <= 0 && paidCents > 0)
  const found = settled.flatMap((account) => {
    const customer = customers.find(({ number }) => number === account.invoice.customer)
    return customer === undefined || customer.email === '' ? [] : [{ customer, accounts: [account] }]
  })
  const owing = new Set(debtors.map(({ customer }) => customer.number))
  return found.find(({ customer }) => !owing.has(customer.number)) ?? found[0]
}
