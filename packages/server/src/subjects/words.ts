// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import type { Basis } from './basis.ts'
import type { Caution, Stay } from './holds.ts'

export const basisWords: Readonly<Record<Basis, Text>> = {
  erasure: { nl: 'recht op wissing (art. 17 AVG)', en: 'right to erasure (art. 17 GDPR)' },
  'consent-withdrawn': {
    nl: 'toestemming ingetrokken (art. 17 lid 1 onder b AVG)',
    en: 'consent withdrawn (art. 17(1)(b) GDPR)',
  },
  objection: { nl: 'bezwaar (art. 21 AVG)', en: 'objection (art. 21 GDPR)' },
  'court-order': {
    nl: 'bevel van een rechter, of een wet (art. 17 lid 1 onder e AVG)',
    en: 'order of a court, or a law (art. 17(1)(e) GDPR)',
  },
  'own-decision': {
    nl: 'eigen besluit: niet langer nodig (art. 5 lid 1 onder e AVG)',
    en: 'own decision: needed no longer (art. 5(1)(e) GDPR)',
  },
}

/** Why something stays for now, and what would change that. */
export const stayWords: Readonly<Record<Stay, Text>> = {
  'case-open': {
    nl: 'Een zaak loopt nog: beslis haar, of wacht tot zij gebruikt of verlopen is.',
    en: 'A case is not over: decide it, or wait until it is used or has expired.',
  },
  'call-under-way': {
    nl: 'Er loopt nog een aanroep: wacht tot die klaar is, of stop de run.',
    en: 'A call is under way: wait until it is over, or stop the run.',
  },
  'call-unsettled': {
    nl: 'Van een aanroep is de uitkomst onbekend: zoek die eerst uit en leg hem vast.',
    en: 'The outcome of a call is unknown: find out and record it first.',
  },
  'task-under-way': {
    nl: 'De taak is nog bezig: wacht tot die klaar is, of stop de run.',
    en: 'The task is still at work: wait until it is done, or stop the run.',
  },
  'incident-open': {
    nl: 'Een open dossier van een incident gaat hierover: het is bewijs (art. 73 AI-verordening, art. 17 lid 3 onder b en e AVG). Sluit eerst het dossier.',
    en: 'An open file of an incident is about this: it is evidence (AI Act art. 73, GDPR art. 17(3)(b) and (e)). Close the file first.',
  },
  'logs-kept': {
    nl: 'De bewaartermijn van het systeem is niet om, en een eigen besluit gaat niet voor (art. 19 en 26 lid 6 AI-verordening).',
    en: "The system's term for keeping logs is not over, and an own decision does not go before it (AI Act art. 19 and 26(6)).",
  },
  'in-service': {
    nl: 'Deze persoon staat nog in de bestanden van de organisatie: haal hem daar eerst uit en laad ze.',
    en: "This person still stands in the organisation's files: take them out and load the files first.",
  },
}

/** What a person must weigh before the content goes; Sluis decides none of it. */
export const cautionWords: Readonly<Record<Caution, Text>> = {
  'logs-kept': {
    nl: 'De bewaartermijn van het systeem is niet om. Het gegevensbeschermingsrecht gaat voor (art. 26 lid 6 AI-verordening), maar weeg of u dit nodig heeft voor een wettelijke plicht of een rechtsvordering (art. 17 lid 3 onder b en e AVG).',
    en: "The system's term for keeping logs is not over. Data protection law goes before it (AI Act art. 26(6)), but weigh whether you need this for a legal duty or a legal claim (GDPR art. 17(3)(b) and (e)).",
  },
  'others-too': {
    nl: 'Deze run ging ook over anderen: hun inhoud gaat mee.',
    en: 'This run was about others too: their content goes along.',
  },
  'agent-goes-on': {
    nl: 'Deze run van een agent heeft geen einde: stuurt de agent hetzelfde gesprek weer, dan staat het er weer. Laat de agent een nieuw gesprek beginnen.',
    en: 'This run of an agent has no end: when the agent sends the same conversation again, it is back. Have the agent begin a new one.',
  },
}
