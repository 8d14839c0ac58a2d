// SPDX-License-Identifier: EUPL-1.2
// The parties behind a system, as parts of papers.
import type { Language } from '@sluis/ai-act'
import { type Block, gap, list, text } from '../document.ts'
import { factOf, hasRole, type Portrait } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { sayIn } from './words.ts'

/** The organisation itself, as the party that a paper names. */
export function organisation({ organisation: { name, contact = {} } }: Portrait, language: Language): readonly Block[] {
  const { address, email, phone, website } = contact
  const known = [name, address, email, phone, website].filter((one) => one !== undefined)
  const ask = sayIn(language)(
    'Adres en contactgegevens van de organisatie',
    'Address and contact details of the organisation',
  )
  const lacks = address === undefined || (email ?? phone ?? website) === undefined
  return [
    list(known, 'declared'),
    ...(lacks ? [gap(`${ask} (organisation.yaml, contact)`, fillers.organisation[language])] : []),
  ]
}

/** The party that the paper names as provider: the organisation if it is one, otherwise whoever its file names. */
export function provider(portrait: Portrait, language: Language): readonly Block[] {
  if (hasRole(portrait, 'provider')) return organisation(portrait, language)
  const { system } = portrait
  const written = system.register.papers['provider-contact']
  if (written !== undefined) return [text(written, 'declared')]
  const ask = sayIn(language)(
    'Naam, adres en contactgegevens van de aanbieder',
    'Name, address and contact details of the provider',
  )
  return [gap(`${ask} (systems/${system.id}.yaml, register.papers.provider-contact)`, fillers.provider[language])]
}

/** GDPR art. 30 requires the data protection officer, if there is one. */
export function privacyOfficer({ organisation: { contact } }: Portrait, language: Language): readonly Block[] {
  if (contact?.privacy !== undefined) return [text(contact.privacy, 'declared')]
  const ask = sayIn(language)(
    'Functionaris voor gegevensbescherming, of dat die er niet is',
    'Data protection officer, or that there is none',
  )
  return [gap(`${ask} (organisation.yaml, contact.privacy)`, fillers.privacy[language])]
}

export function personalData(portrait: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const known = factOf(portrait, 'processes_personal_data')
  if (known === true) return [text(say('Het verwerkt persoonsgegevens.', 'It processes personal data.'), 'declared')]
  if (known === false)
    return [
      text(
        say('Volgens opgave verwerkt het geen persoonsgegevens.', 'By declaration it processes no personal data.'),
        'declared',
      ),
    ]
  const ask = say('Verwerkt het persoonsgegevens?', 'Does it process personal data?')
  return [gap(`${ask} (processes_personal_data)`, fillers.privacy[language])]
}
