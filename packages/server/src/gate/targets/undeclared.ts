// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'

/**
 * Refuses a tool, prompt or resource that the organisation knows and the caller's system doesn't name, whatever the
 * rules say (P10). Rules speak of groups and servers. Without this check, a tool that is added to a group or server
 * would belong to every system that may use it, and neither the person who answers for the system nor its page in the
 * register would know.
 */
export function refuseUndeclared({ tools, systems }: Organisation, { caller, action, kind = 'tool', name }: Ask): void {
  if (action !== 'callTool' || tools.get(name)?.kind !== kind) return
  if (systems.get(caller.system)?.tools.includes(name) === true) return
  throw new GateError(
    'tool-undeclared',
    `${name} is no tool of system ${caller.system}: whoever answers for the system adds it to tools in ` +
      `systems/${caller.system}.yaml, and an owner loads that (sluis load)`,
  )
}
