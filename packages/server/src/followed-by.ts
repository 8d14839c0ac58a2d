// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import type { Journal } from './journal/index.ts'
import { filesOfOthers } from './load.ts'
import type { Load } from './loads.ts'

/** Among the other live processes: how many follow a load, and how many have other files. */
export interface Others {
  readonly following: number
  readonly behind: number
}

const waitMs = 3000
const askAgainMs = 100

/** Waits until all follow a load, or had the time to, and says how many do; undefined when a process is alone. */
export async function followedBy(journal: Journal, { entry }: Load): Promise<Others | undefined> {
  if (!journal.isShared) return undefined
  for (const end = performance.now() + waitMs; ; await delay(askAgainMs)) {
    const all = await filesOfOthers(journal)
    // A process that follows a later load had this one in force before.
    const following = all.filter((one) => one >= entry).length
    if (following === all.length || performance.now() > end) return { following, behind: all.length - following }
  }
}
