// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'

/** Everything this room refuses with; docs/reference/errors.md says what to do about each. */
export type ExhibitErrorCode =
  /** The log has no such entry. */
  | 'entry-unknown'
  /** The entry never had that field, or it was erased. */
  | 'field-gone'
  /** In none of the entries, erased, or drawn before pseudonyms could be proven. */
  | 'name-unprovable'
  /** Longer than 32 MB, or more values than a verifier reads. */
  | 'exhibit-too-large'
  /** Another one is being made. */
  | 'exhibit-busy'

/** A refusal with a sentence for whoever asked. */
export class ExhibitError extends Error {
  readonly code: ExhibitErrorCode
  readonly sentence: Text
  constructor(code: ExhibitErrorCode) {
    super(sentences[code].en)
    this.name = 'ExhibitError'
    this.code = code
    this.sentence = sentences[code]
  }
}

const sentences: Readonly<Record<ExhibitErrorCode, Text>> = {
  'entry-unknown': {
    nl: 'Het log heeft geen vermelding met dit nummer.',
    en: 'The log has no entry with this number.',
  },
  'field-gone': {
    nl: 'Een van deze velden is gewist, of heeft er nooit gestaan. Vraag opnieuw op wat er nog is, en kies dan.',
    en: 'One of these fields was erased, or never was there. Ask again for what there still is, then choose.',
  },
  'name-unprovable': {
    nl: 'Van een van deze schuilnamen is niet te bewijzen wie het is: hij staat in geen van deze vermeldingen, is gewist, of is ouder dan deze mogelijkheid.',
    en: 'Nobody can prove whom one of these pseudonyms stands for: it is in none of these entries, was erased, or is older than this possibility.',
  },
  'exhibit-too-large': {
    nl: 'Dit is samen te groot voor één bewijsstuk. Maak er meer, met elk minder velden of minder aanroepen.',
    en: 'Together this is too large for one exhibit. Make several, each with fewer fields or fewer calls.',
  },
  'exhibit-busy': {
    nl: 'Er wordt net een ander bewijsstuk gemaakt. Probeer het zo nog eens.',
    en: 'Another exhibit is being made. Try again in a moment.',
  },
}
