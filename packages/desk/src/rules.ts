// SPDX-License-Identifier: EUPL-1.2
import type { Rule } from './api-cases.ts'

/** Of the rules that spoke, those that said no. Where one can't be lifted, those that a person could lift don't count. */
export function refusing(rules: readonly Rule[]): readonly Rule[] {
  const against = rules.filter(({ effect }) => effect === 'forbid')
  const final = against.filter(({ remedy }) => remedy === undefined)
  return final.length > 0 ? final : against
}
