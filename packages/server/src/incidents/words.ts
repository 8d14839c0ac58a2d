// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import type { Duty, Recipient } from './duties.ts'
import type { IncidentEvent } from './view.ts'

export const recipientWords: Readonly<Record<Recipient, Text>> = {
  provider: { nl: 'de aanbieder', en: 'the provider' },
  importer: { nl: 'de importeur', en: 'the importer' },
  distributor: { nl: 'de distributeur', en: 'the distributor' },
  'market-surveillance-authority': { nl: 'de markttoezichthouder', en: 'the market surveillance authority' },
  'ai-office': { nl: 'het AI-bureau', en: 'the AI Office' },
  'affected-people': { nl: 'wie geraakt is', en: 'who is affected' },
  other: { nl: 'een ander', en: 'somebody else' },
}

export const roleWords: Readonly<Record<Duty['role'], Text>> = {
  provider: { nl: 'aanbieder', en: 'provider' },
  deployer: { nl: 'gebruiksverantwoordelijke', en: 'deployer' },
}

export const bindingWords: Readonly<Record<Duty['binding'], Text>> = {
  binds: { nl: 'geldt', en: 'binds' },
  'may-bind': { nl: 'kan gelden', en: 'may bind' },
  'binds-later': { nl: 'gaat gelden', en: 'will bind' },
  'not-on-these-facts': { nl: 'niet op deze feiten', en: 'not on these facts' },
}

export const standingWords: Readonly<Record<Duty['standing'], Text>> = {
  waiting: { nl: 'nog niet vastgelegd', en: 'not recorded yet' },
  overdue: { nl: 'niet vastgelegd, en de termijn is verstreken', en: 'not recorded, and the clock has ended' },
  recorded: { nl: 'vastgelegd', en: 'recorded' },
  'recorded-late': { nl: 'vastgelegd, na de termijn', en: 'recorded, after the clock' },
  unreachable: { nl: 'niet bereikt', en: 'not reached' },
  'no-record-asked': { nl: 'hiervan wordt niets vastgelegd', en: 'nothing is recorded of this' },
}

export const eventWords: Readonly<Record<IncidentEvent['kind'], Text>> = {
  opened: { nl: 'dossier geopend', en: 'file opened' },
  noted: { nl: 'aantekening', en: 'note' },
  reported: { nl: 'melding', en: 'report' },
  closed: { nl: 'dossier gesloten', en: 'file closed' },
}

export const becauseWords: Readonly<Record<string, Text>> = {
  handled: { nl: 'afgehandeld', en: 'handled' },
  'not-serious': { nl: 'geen ernstig incident', en: 'no serious incident' },
  'another-file': { nl: 'verder in een ander dossier', en: 'goes on in another file' },
}
