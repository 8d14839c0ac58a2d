// SPDX-License-Identifier: EUPL-1.2
// Load on processes that share a log while one of them is killed each second, and what is left to look at.
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './outside-agent.ts'
import type { SharedHouse, SharedProcess } from './shared-house.ts'

/** What a caller was told of its call. */
interface Acknowledged {
  readonly call: string
  readonly number: number
  readonly entry: number
}

export interface Load {
  readonly acknowledged: readonly Acknowledged[]
  readonly kills: number
  /** Answers that were no success: refusals while a process or its store was away. */
  readonly refused: number
}

const callersEach = 6

/** Each process has its callers all the time; `kills` times, a second apart, one of those that are up dies. */
export async function loadAndKill(house: SharedHouse, kills: number, random: () => number): Promise<Load> {
  const { processes } = house
  const key = house.key('reporter')
  const acknowledged: Acknowledged[] = []
  let isOver = false
  let refused = 0
  const call = async (process: SharedProcess): Promise<void> => {
    while (!isOver) {
      // Who knocks at a door that is not there yet only keeps what starts behind it from the machine.
      if (!process.isUp) {
        await delay(50)
        continue
      }
      const response = await ask(process.gateUrl, key, {}, AbortSignal.timeout(20_000)).catch(() => undefined)
      await response?.text().catch(() => undefined)
      if (response?.ok === true) acknowledged.push(toldIn(response))
      else {
        refused++
        await delay(50)
      }
    }
  }
  const callers = processes.flatMap((process) => Array.from({ length: callersEach }, () => call(process)))
  try {
    await killOften(processes, kills, random)
    await delay(1000)
  } finally {
    isOver = true
    await Promise.all(callers)
  }
  return { acknowledged, kills, refused }
}

async function killOften(processes: readonly SharedProcess[], kills: number, random: () => number): Promise<void> {
  const restarts: Promise<void>[] = []
  for (let killed = 0; killed < kills; ) {
    await delay(1000)
    const up = processes.filter(({ isUp }) => isUp)
    const victim = up[Math.floor(random() * up.length)]
    if (victim === undefined) continue
    await victim.kill()
    killed++
    restarts.push(victim.start())
  }
  await Promise.all(restarts)
}

function toldIn({ headers }: Response): Acknowledged {
  const number = (name: string): number => Number(headers.get(name))
  return { call: headers.get('x-sluis-call') ?? '', number: number('x-sluis-number'), entry: number('x-sluis-entry') }
}
