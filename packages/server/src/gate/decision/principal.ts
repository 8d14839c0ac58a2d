// SPDX-License-Identifier: EUPL-1.2
import type { PolicyRequest } from '../../policy/index.ts'
import type { Ask } from '../call.ts'
import type { GateParts } from '../parts.ts'

type Principal = PolicyRequest['principal']

/** By how their system stands: when that changes, the register makes it anew. */
const kept = new WeakMap<ReturnType<GateParts['register']['standingOf']>, Map<string, Principal>>()

/**
 * The caller as rules see it, and as the AI register has it; ask whether that is ready first. Calls that come from the
 * same agent get the same object, by which the rules know their question.
 */
export function principalOf(
  { register }: { readonly register: Pick<GateParts['register'], 'standingOf'> },
  { agent, system }: Pick<Ask['caller'], 'agent' | 'system'>,
): Principal {
  const standing = register.standingOf(system)
  const byAgent = kept.get(standing) ?? new Map<string, Principal>()
  const known = byAgent.get(agent)
  if (known?.system === system) return known
  const principal = Object.freeze({ agent, system, standing })
  kept.set(standing, byAgent.set(agent, principal))
  return principal
}
