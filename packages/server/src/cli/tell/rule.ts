// SPDX-License-Identifier: EUPL-1.2
import type { CaseRule } from '../../oversight/index.ts'
import type { Language } from '../language.ts'

/** A rule with its explanation, in the reader's language if there is one, and what would lift it. */
export function tellRule({ id, explanation, remedy }: CaseRule, language: Language): string {
  const text = explanation[language] ?? explanation.en ?? explanation.nl
  return `${id}${text === undefined ? '' : `: ${text}`}${remedy === undefined ? '' : ` [${remedy}]`}`
}
