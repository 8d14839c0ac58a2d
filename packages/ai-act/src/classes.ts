// SPDX-License-Identifier: EUPL-1.2
// The class on a date: the one that the known facts give, the strictest that is still possible, and the mildest.
import type { Assessment } from './assess.ts'
import type { IsoDate } from './dates.ts'
import type { Class, Label } from './law/types.ts'
import { anyOf, FALSE, TRUE, type Truth } from './three-valued.ts'

interface Classes {
  readonly label: Label
  readonly strictest: Class
  readonly mildest: Class
}

const strictness: Readonly<Record<Class, number>> = { out_of_scope: 0, minimal: 1, limited: 2, high: 3, prohibited: 4 }

/** The strictest of these classes: an agent has the strictest class of all tasks that it is configured for. */
export function strictestOf(first: Class, ...others: readonly Class[]): Class {
  return others.reduce((strictest, other) => (strictness[other] > strictness[strictest] ? other : strictest), first)
}

/** A ban counts from its day; high and limited are classes even before their duties start. */
export function prohibitedOn(assessment: Assessment, on: IsoDate): Truth {
  return anyOf(assessment.prohibited.filter(({ rule }) => rule.from <= on).map(({ truth }) => truth))
}

export function classesOn(assessment: Assessment, on: IsoDate): Classes {
  const { out, high, transparency, openSource } = assessment
  const prohibited = prohibitedOn(assessment, on)
  const limited = anyOf(transparency.map(({ truth }) => truth))

  const strictest = ladder(
    out === TRUE,
    prohibited !== FALSE,
    high !== FALSE,
    limited !== FALSE,
    openSource.truth === TRUE,
  )
  const mildest = ladder(
    out !== FALSE,
    prohibited === TRUE,
    high === TRUE,
    limited === TRUE,
    openSource.truth !== FALSE,
  )
  // Only what is known to be an AI system in the Union has a class; an open exclusion or filter exempts nothing.
  const isSystem = assessment.isSystem === TRUE
  const holds = ladder(
    out === TRUE,
    isSystem && prohibited === TRUE,
    isSystem && highOnFacts(assessment),
    isSystem && limited === TRUE,
    openSource.truth === TRUE,
  )
  const label = holds === 'minimal' && strictness[strictest] > strictness.minimal ? 'undetermined' : holds
  return { label, strictest, mildest }
}

function highOnFacts({ products, anyAnnexIII, filter }: Assessment): boolean {
  return products.some(({ truth }) => truth === TRUE) || (anyAnnexIII === TRUE && filter.truth !== TRUE)
}

function ladder(out: boolean, prohibited: boolean, high: boolean, limited: boolean, openSource: boolean): Class {
  if (out) return 'out_of_scope'
  if (prohibited) return 'prohibited'
  if (high) return 'high'
  if (limited) return 'limited'
  return openSource ? 'out_of_scope' : 'minimal'
}
