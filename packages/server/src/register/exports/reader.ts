// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'

/** How a paper speaks, and whom it names. */
export interface Reader {
  readonly language: Language
  readonly timeZone: string
  readonly nameOf: (person: string) => string
}
