// SPDX-License-Identifier: EUPL-1.2

/** What the gate found in a text and how it labels data, in words of people; a kind that is not here shows its name. */
export const kindsNl: { readonly [group in 'findings' | 'labels']: Readonly<Record<string, string>> } = {
  findings: {
    bsn: 'burgerservicenummer (BSN)',
    iban: 'bankrekeningnummer',
    vat: 'btw-nummer',
    kvk: 'KvK-nummer',
    'payment-card': 'betaalkaartnummer',
    email: 'e-mailadres',
    phone: 'telefoonnummer',
    address: 'adres',
    'date-of-birth': 'geboortedatum',
    ipv4: 'IP-adres',
    ipv6: 'IP-adres',
    'licence-plate': 'kenteken',
    'identity-document': 'nummer van een identiteitsbewijs',
    secret: 'wachtwoord of sleutel',
    'special-category': 'bijzonder persoonsgegeven',
    own: 'eigen patroon',
  },
  labels: {
    untrusted: 'teksten van vreemden',
    personal: 'persoonsgegevens',
    secret: 'geheim',
    unproposed: 'geen model vroeg erom',
    customer: 'klant',
  },
}
