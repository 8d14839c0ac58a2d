// SPDX-License-Identifier: EUPL-1.2
// The roles of art. 3 and 25, and their names in the Official Journal.
import { type Text, text } from '../text.ts'

export const roles = [
  'provider',
  'deployer',
  'authorised_rep',
  'importer',
  'distributor',
  'product_manufacturer',
  'affected_person',
  'supplier',
] as const

export type Role = (typeof roles)[number]

export const roleNames: Readonly<Record<Role, Text & { readonly article: string }>> = {
  provider: { ...text('aanbieder', 'provider'), article: 'Art. 3(3)' },
  deployer: { ...text('gebruiksverantwoordelijke', 'deployer'), article: 'Art. 3(4)' },
  authorised_rep: { ...text('gemachtigde', 'authorised representative'), article: 'Art. 3(5)' },
  importer: { ...text('importeur', 'importer'), article: 'Art. 3(6)' },
  distributor: { ...text('distributeur', 'distributor'), article: 'Art. 3(7)' },
  product_manufacturer: { ...text('productfabrikant', 'product manufacturer'), article: 'Art. 25(3)' },
  affected_person: { ...text('betrokken persoon', 'affected person'), article: 'Art. 2(1)(g), 85, 86' },
  supplier: { ...text('leverancier', 'supplier'), article: 'Art. 25(4)' },
}

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(roleNames, value)
}
