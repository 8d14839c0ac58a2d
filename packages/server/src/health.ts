// SPDX-License-Identifier: EUPL-1.2
import type { ContactWatch } from './contact-watch.ts'
import type { InForce } from './in-force.ts'
import type { Journal } from './journal/index.ts'
import type { Limits } from './limits/index.ts'

/** Whether each door does its work at this process, for whoever divides the traffic among several. */
interface Health {
  readonly passesCalls: () => boolean
  readonly servesPeople: () => boolean
}

interface HealthParts {
  readonly journal: Pick<Journal, 'standing'>
  readonly contact: Pick<ContactWatch, 'isLost'>
  readonly inForce: Pick<InForce, 'isBehind'>
  readonly limits: Pick<Limits, 'isClosing'>
}

/**
 * A stop is no illness: the gate answers, and says no. What shuts the gate for a while (files that are behind, a store or a
 * signer that is away) leaves people's door open, because a stop is pressed there, and a restart would mend nothing of it.
 */
export function healthOf({ journal, contact, inForce, limits }: HealthParts): Health {
  return {
    passesCalls: () => !limits.isClosing && !inForce.isBehind && !contact.isLost && journal.standing === 'open',
    servesPeople: () => !limits.isClosing && journal.standing !== 'shut',
  }
}
