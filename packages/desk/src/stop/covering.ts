// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../api-cases.ts'
import type { Stop } from '../api-stops.ts'

/** The stops under which nothing of this case happens, whatever people decide on it. */
export function covering(
  stops: readonly Pick<Stop, 'scope' | 'target'>[],
  { agent, system, run }: Pick<Case, 'agent' | 'system' | 'run'>,
): readonly Pick<Stop, 'scope' | 'target'>[] {
  const ids = { agent: agent.id, system: system.id, run }
  return stops.filter(({ scope, target }) => scope === 'all' || ids[scope] === target)
}
