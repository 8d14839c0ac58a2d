// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'

/** The language that a paper is written in, and the names it uses. */
export interface Reader {
  readonly language: Language
  readonly timeZone: string
  readonly nameOf: (person: string) => string
}
