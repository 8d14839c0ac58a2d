// SPDX-License-Identifier: EUPL-1.2
// Real processes, killed at random moments under load, one after the other on the same folder; what they told is the
// oracle for those that follow, and for a whole check at the end.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseMark } from './mark.ts'
import { Promises } from './promises.ts'
import type { Random } from './random.ts'
import { checkRecovery } from './recovery.ts'
import { numbersPerLife } from './workload.ts'

const program = fileURLToPath(new URL('./load-program.ts', import.meta.url))
const callers = 16
/** Then a new folder: checking a whole log takes as long as it is large. */
const killsPerFolder = 5

interface KillCounts {
  readonly kills: number
  /** Of processes that had not opened the folder yet. */
  readonly whileOpening: number
  readonly acknowledged: number
  readonly destroyedKeys: number
}

export async function killAndCheck(kills: number, random: Random): Promise<KillCounts> {
  let [made, whileOpening, acknowledged, destroyedKeys] = [0, 0, 0, 0]
  while (made < kills) {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-kill-'))
    const promises = new Promises()
    try {
      for (let life = 0; life < killsPerFolder && made < kills; life++) {
        const hadOpened = await liveAndDie(folder, life, promises, random)
        made++
        if (!hadOpened) whileOpening++
      }
      await checkRecovery(folder, promises, { subjects: promises.subjects, dumps: new Map() })
      acknowledged += promises.acknowledged.size
      destroyedKeys += promises.destroyed.length
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { kills: made, whileOpening, acknowledged, destroyedKeys }
}

/** Gives whether the process had opened the folder when it was killed. */
async function liveAndDie(folder: string, life: number, promises: Promises, random: Random): Promise<boolean> {
  const args = [program, folder, String(life), String(numbersPerLife), String(callers)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  // One in five dies at any time from its start, the others under load.
  const timer = random() < 0.2 ? setTimeout(kill, random() * 400) : undefined
  let hasOpened = false
  for await (const line of createInterface({ input: child.stdout })) {
    const mark = parseMark(line)
    if ('refused' in mark) throw new Error(`a healthy disk was refused: ${mark.refused.message}`)
    promises.take(mark)
    if ('opened' in mark) {
      hasOpened = true
      if (timer === undefined) setTimeout(kill, random() * 250)
    }
  }
  clearTimeout(timer)
  if ((await exited) !== 'SIGKILL') throw new Error('the process ended before it was killed')
  return hasOpened
}

export function describeKills({ kills, whileOpening, acknowledged, destroyedKeys }: KillCounts): string {
  const told = `${acknowledged} entries acknowledged, 0 lost, 0 forks; ${destroyedKeys} keys destroyed, 0 back`
  return `${kills} kills, ${whileOpening} of them while opening: ${told}`
}
