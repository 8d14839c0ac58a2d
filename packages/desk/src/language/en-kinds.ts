// SPDX-License-Identifier: EUPL-1.2
import type { kindsNl } from './nl-kinds.ts'

export const kindsEn: typeof kindsNl = {
  findings: {
    bsn: 'citizen service number (BSN)',
    iban: 'bank account number',
    vat: 'VAT number',
    kvk: 'chamber of commerce number',
    'payment-card': 'payment card number',
    email: 'e-mail address',
    phone: 'phone number',
    address: 'address',
    'date-of-birth': 'date of birth',
    ipv4: 'IP address',
    ipv6: 'IP address',
    'licence-plate': 'licence plate',
    'identity-document': 'identity document number',
    secret: 'password or key',
    'special-category': 'special category of personal data',
    own: 'own pattern',
  },
  labels: {
    untrusted: 'texts of strangers',
    personal: 'personal data',
    secret: 'secret',
    unproposed: 'no model asked for it',
    customer: 'customer',
  },
}
