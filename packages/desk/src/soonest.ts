// SPDX-License-Identifier: EUPL-1.2
import type { CaseSummary } from './api-cases.ts'

/** The order in which cases ask for people: silence refuses the first of them first. */
export const soonestFirst = (cases: readonly CaseSummary[]): readonly CaseSummary[] =>
  cases.toSorted((a, b) => a.expiresAt - b.expiresAt)
