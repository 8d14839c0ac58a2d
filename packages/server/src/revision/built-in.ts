// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import { classRules } from '../register/index.ts'

/**
 * The organisation with the rules that it goes by: its own, those of its packs, and those that are built in and can't be
 * left out. Whoever decides, tests, explains or replays reads them here, so that all say what the gate does.
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
