// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import type { Journal } from './journal/index.ts'
import { filesOfOthers } from './load.ts'
import type { Load } from './loads.ts'

/** Of the other processes that are alive: how many go by a load, and how many have other files. */
export interface Others {
  readonly following: number
  readonly behind: number
}

const waitMs = 3000
const askAgainMs = 100

/** Who goes by a load, once all do or had the time to; undefined where a process is alone. */
export async function followedBy(journal: Journal, { entry }: Load): Promise<Others | undefined> {
  if (!journal.isShared) return undefined
  for (const end = performance.now() + waitMs; ; await delay(askAgainMs)) {
    const all = await filesOfOthers(journal)
    // Whoever goes by a load that came after it was where this one was in force.
    const following = all.filter((one) => one >= entry).length
    if (following === all.length || performance.now() > end) return { following, behind: all.length - following }
  }
}
