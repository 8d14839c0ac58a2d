// SPDX-License-Identifier: EUPL-1.2
import type { FactKind, FactValue } from '../api-systems.ts'

export type DraftProblem = 'missing' | 'badNumber' | 'badDate'

/** What stands in the fields: one choice, or several for roles, or what was typed for a number or a day. */
export type Draft = readonly string[]

export const unknown = 'unknown'

/** The answer that the fields hold, or what is wrong with them. Nothing filled in is no answer, also not “unknown”. */
export function answerIn(
  kind: FactKind,
  draft: Draft,
): { readonly value: FactValue } | { readonly problem: DraftProblem } {
  const [first = ''] = draft.map((text) => text.trim())
  if (first === '') return { problem: 'missing' }
  if (draft.includes(unknown)) return { value: unknown }
  switch (kind) {
    case 'yes_no':
      return { value: first === 'true' }
    case 'section':
      return { value: first }
    case 'roles':
      return { value: draft }
    case 'number': {
      const number = Number(first)
      return Number.isFinite(number) && number >= 0 ? { value: number } : { problem: 'badNumber' }
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(first) ? { value: first } : { problem: 'badDate' }
  }
}

/** The fields as they stand for an answer that was given before. */
export function draftOf(value: FactValue | undefined): Draft {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}
