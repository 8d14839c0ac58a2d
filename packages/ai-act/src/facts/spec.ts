// SPDX-License-Identifier: EUPL-1.2
// The shape of one fact: what to ask, where the law says so, and an example that makes the question answerable.
import { type Text, text } from '../text.ts'

/** `roles` is one role or a list of roles; `date` is `YYYY-MM-DD`; `number` is finite and not negative. */
export type FactKind = 'yes_no' | 'section' | 'roles' | 'number' | 'date'

export interface FactSpec {
  readonly kind: FactKind
  /** The clause that makes the fact matter. */
  readonly source: string
  readonly question: Text
  readonly example: Text
  /** Follows from other facts: accepted in a file, but never asked. */
  readonly derived?: boolean
}

export function yesNo(source: string, nl: string, en: string, exampleNl: string, exampleEn: string): FactSpec {
  return { kind: 'yes_no', source, question: text(nl, en), example: text(exampleNl, exampleEn) }
}
