// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'

/** Every reason for which the register refuses; docs/reference/errors.md says what to do about each. */
export type RegisterErrorCode =
  /** No system has that name, or its file has no register section. */
  | 'system-unknown'
  /** A fact that the rules don't know, a value that it can't have, or facts that contradict each other. */
  | 'facts-refused'
  /** The fact is declared in the system's file. */
  | 'fact-declared'
  | 'article-unknown'
  /** The owner or the accountable person can't be the second assessor. */
  | 'assessor-is-owner'
  | 'not-owner'
  | 'not-accountable'
  /** The system has changed since it was assessed or accepted. */
  | 'system-changed'
  | 'not-accepted'
  | 'no-second-assessor'
  /** The facts leave open that the system is prohibited. */
  | 'class-open'
  | 'class-prohibited'
  | 'too-many-assessors'
  /** The address, the organisation or the key for the Algoritmeregister is missing. */
  | 'algoritmeregister-unset'
  /** The entry doesn't meet the publication standard. */
  | 'entry-unfit'
  /** The register has changed since the entry was submitted. */
  | 'entry-changed'
  | 'not-submitted'
  /** An act of this system is under way. */
  | 'publication-open'
  | 'algoritmeregister-refused'
  | 'algoritmeregister-unreachable'

/** A refusal with a sentence for the person who asked. */
export class RegisterError extends Error {
  readonly code: RegisterErrorCode
  readonly sentence: Text
  constructor(code: RegisterErrorCode, sentence: Text, options?: ErrorOptions) {
    super(sentence.en, options)
    this.name = 'RegisterError'
    this.code = code
    this.sentence = sentence
  }
}

type FoldRefusal = Exclude<
  RegisterErrorCode,
  | 'facts-refused'
  | 'fact-declared'
  | 'article-unknown'
  | 'algoritmeregister-unset'
  | 'entry-unfit'
  | 'algoritmeregister-refused'
  | 'algoritmeregister-unreachable'
>

const sentences: Readonly<Record<FoldRefusal, Text>> = {
  'system-unknown': {
    nl: 'Dit systeem staat niet in het register. Geef zijn bestand een deel `register` en laad de organisatie.',
    en: 'This system is not in the register. Give its file a `register` section and load the organisation.',
  },
  'assessor-is-owner': {
    nl: 'Wie het systeem bezit of ervoor verantwoordelijk is, kan niet ook de tweede beoordelaar zijn. Vraag een ander.',
    en: 'Who owns the system or is accountable for it can not also be its second assessor. Ask somebody else.',
  },
  'not-owner': {
    nl: 'Als eigenaar beoordeelt alleen de eigenaar die in het bestand van het systeem staat.',
    en: "Only the owner whom the system's file names assesses as its owner.",
  },
  'not-accountable': {
    nl: 'Alleen de verantwoordelijke die in het bestand van het systeem staat, kan het aanvaarden.',
    en: "Only the accountable person whom the system's file names can accept it.",
  },
  'system-changed': {
    nl: 'Het systeem of een feit erover is intussen veranderd. Kijk er opnieuw naar en doe het dan nog eens.',
    en: 'The system or a fact about it has changed meanwhile. Look at it anew and do it again.',
  },
  'not-accepted': {
    nl: 'De verantwoordelijke heeft dit systeem, zoals het nu is, nog niet aanvaard.',
    en: 'The accountable person has not yet accepted this system as it is now.',
  },
  'no-second-assessor': {
    nl: 'Een tweede beoordelaar, onafhankelijk van de eigenaar, moet de klasse van dit systeem eerst bevestigen.',
    en: "A second assessor, independent of the owner, has to confirm this system's class first.",
  },
  'class-open': {
    nl: 'De feiten laten nog open dat dit verboden is. Beantwoord eerst de vragen: sluis assess.',
    en: 'The facts leave open that this is prohibited. Answer the questions first: sluis assess.',
  },
  'class-prohibited': {
    nl: 'Op deze feiten is het gebruik verboden, dus het blijft dicht.',
    en: 'On these facts its use is prohibited, so it stays shut.',
  },
  'entry-changed': {
    nl: 'Het systeem is veranderd sinds de inschrijving is ingediend. Dien die opnieuw in en kijk ernaar.',
    en: 'The system has changed since its entry was submitted. Submit it again and look at it.',
  },
  'not-submitted': {
    nl: 'Dit systeem is nog niet bij het Algoritmeregister ingediend: sluis systems submit.',
    en: 'This system was not submitted to the Algoritmeregister yet: sluis systems submit.',
  },
  'publication-open': {
    nl: 'Er is al iets van dit systeem onderweg naar het Algoritmeregister. Wacht twee minuten.',
    en: 'Something of this system is on its way to the Algoritmeregister already. Wait two minutes.',
  },
  'too-many-assessors': {
    nl: 'Twintig mensen beoordeelden dit systeem al, en meer kunnen dat niet.',
    en: 'Twenty people have assessed this system already, and no more can.',
  },
}

export function refusal(code: FoldRefusal): RegisterError {
  return new RegisterError(code, sentences[code])
}

/** A refusal by the fold, as a person is told it; undefined when the reason is another room's. */
export function refusalOf(reason: string): RegisterError | undefined {
  return isFoldRefusal(reason) ? refusal(reason) : undefined
}

function isFoldRefusal(reason: string): reason is FoldRefusal {
  return Object.hasOwn(sentences, reason)
}
