// SPDX-License-Identifier: EUPL-1.2
import { kindsInTurns, rulesOf } from '../../boundary/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import type { Soon } from '../soon.ts'

type Looking = Pick<Organisation, 'detectors'>

/**
 * The labels of a text in which these kinds were found. A secret is one; the organisation's own detectors say their
 * labels; every other kind says something of a person.
 */
export function labelsOfFindings({ detectors }: Looking, kinds: readonly string[]): readonly string[] {
  if (kinds.length === 0) return none
  const labels = kinds.flatMap((kind) => {
    if (kind === 'secret') return ['secret']
    const own = kind.startsWith('own:') ? detectors.find(({ name }) => kind === `own:${name}`) : undefined
    return own?.labels ?? ['personal']
  })
  return [...new Set(labels)].sort()
}

const none: readonly string[] = []

/** The kinds that are found in a value. One that can't be inspected may hold anything (P10). */
export function kindsFoundIn({ detectors }: Looking, value: unknown): Soon<readonly string[]> {
  const rules = rulesOf(detectors)
  try {
    return kindsInTurns(value, rules)
  } catch {
    return rules.kinds
  }
}
