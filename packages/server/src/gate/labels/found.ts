// SPDX-License-Identifier: EUPL-1.2
import { kindsInJson, type Rules, rulesOf } from '../../boundary/index.ts'
import type { Organisation } from '../../organisation/index.ts'

type Looking = Pick<Organisation, 'detectors'>

/**
 * The labels of a text in which these kinds were found. A secret is one; what the organisation looks for itself carries
 * what it says; every other kind says something of a person.
 */
export function labelsOfFindings({ detectors }: Looking, kinds: readonly string[]): readonly string[] {
  const labels = kinds.flatMap((kind) => {
    if (kind === 'secret') return ['secret']
    const own = kind.startsWith('own:') ? detectors.find(({ name }) => kind === `own:${name}`) : undefined
    return own?.labels ?? ['personal']
  })
  return [...new Set(labels)].sort()
}

/** The labels that a value adds by what is found in it. What can't be looked through may hold anything (P10). */
export function labelsFoundIn(organisation: Looking, value: unknown): readonly string[] {
  const rules = rulesOf(organisation.detectors)
  return labelsOfFindings(organisation, kindsIn(value, rules) ?? rules.kinds)
}

function kindsIn(value: unknown, rules: Rules): readonly string[] | undefined {
  try {
    return kindsInJson(value, rules)
  } catch {
    return undefined
  }
}
