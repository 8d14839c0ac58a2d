// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'

/** Every reason for which an incident file refuses; docs/reference/errors.md says what to do about each. */
export type IncidentErrorCode =
  | 'incident-unknown'
  /** Neither the organisation's files nor the gate know a system of that name. */
  | 'incident-system-unknown'
  | 'incident-closed'
  /** A moment that has not come yet. */
  | 'incident-moment-ahead'
  /** The stretch of the log ends before it begins, or is too long to show. */
  | 'incident-window'
  /** A cited call is not in the log, or another system made it. */
  | 'incident-call-elsewhere'
  | 'incident-full'

/** A refusal with a sentence for the person who asked. */
export class IncidentError extends Error {
  readonly code: IncidentErrorCode
  readonly sentence: Text
  constructor(code: IncidentErrorCode) {
    super(sentences[code].en)
    this.name = 'IncidentError'
    this.code = code
    this.sentence = sentences[code]
  }
}

export function isIncidentCode(reason: string): reason is IncidentErrorCode {
  return Object.hasOwn(sentences, reason)
}

const sentences: Readonly<Record<IncidentErrorCode, Text>> = {
  'incident-unknown': { nl: 'Er is geen incident met dit nummer.', en: 'No incident has this id.' },
  'incident-system-unknown': {
    nl: 'Geen systeem heet zo, in de bestanden van de organisatie noch bij de poort.',
    en: "No system has this name, neither in the organisation's files nor at the gate.",
  },
  'incident-closed': {
    nl: 'Dit dossier is gesloten. Open een nieuw dossier als er meer bekend wordt.',
    en: 'This file is closed. Open another one when more becomes known.',
  },
  'incident-moment-ahead': {
    nl: 'Dit moment moet nog komen. Geef het moment waarop het gebeurde.',
    en: 'This moment is still to come. Give the moment at which it happened.',
  },
  'incident-window': {
    nl: 'Geef een stuk van het log met een begin voor het einde, van ten hoogste 92 dagen.',
    en: 'Give a stretch of the log that begins before it ends, of at most 92 days.',
  },
  'incident-call-elsewhere': {
    nl: 'Een van deze aanroepen staat niet in het log, of is van een ander systeem.',
    en: 'One of these calls is not in the log, or is of another system.',
  },
  'incident-full': {
    nl: 'Dit dossier is vol. Sluit het, en open een nieuw dossier dat ernaar verwijst.',
    en: 'This file is full. Close it, and open another one that refers to it.',
  },
}
