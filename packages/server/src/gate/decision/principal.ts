// SPDX-License-Identifier: EUPL-1.2
import type { PolicyRequest } from '../../policy/index.ts'
import type { Ask } from '../call.ts'
import type { GateParts } from '../parts.ts'

type Principal = PolicyRequest['principal']

/** Keyed by the standing of their system, which the register makes again when it changes. */
const kept = new WeakMap<ReturnType<GateParts['register']['standingOf']>, Map<string, Principal>>()

/**
 * The caller as rules see it, with its standing in the AI register; first ask whether that is ready. Calls of the same
 * agent get the same object, by which the rules recognise a question that they answered before.
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
