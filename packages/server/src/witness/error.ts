// SPDX-License-Identifier: EUPL-1.2
import type { Sentence } from '../journal/index.ts'

/** At start fewer witnesses cosigned than the organisation requires. */
export class WitnessError extends Error {
  readonly code = 'too-few-witnesses'
  readonly sentence: Sentence
  constructor(count: number, required: number) {
    const sentence = {
      nl: `${count} van de ${required} getuigen die nodig zijn tekenden`,
      en: `${count} of the ${required} witnesses that are required cosigned`,
    }
    super(sentence.en)
    this.name = 'WitnessError'
    this.sentence = sentence
  }
}
