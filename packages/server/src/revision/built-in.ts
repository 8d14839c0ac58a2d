// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import { classRules } from '../register/index.ts'

/**
 * The organisation with all rules in force: its own, those of its packs, and the built-in ones that can't be left out.
 * Whatever decides, tests, explains or replays gets its rules here, so that all agree with the gate.
 */
export function withBuiltIn(organisation: Organisation): Organisation {
  const builtIn = [classRules(organisation)]
  const { policies, shadow } = organisation
  return {
    ...organisation,
    policies: [...policies, ...builtIn],
    shadow: shadow.length === 0 ? [] : [...shadow, ...builtIn],
  }
}
