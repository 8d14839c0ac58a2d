// SPDX-License-Identifier: EUPL-1.2
// A process with a journal and many callers, to be killed or to be given a disk that fails. It goes on asking after a
// refusal, because that is when a journal may not answer as if nothing had happened.
import { setTimeout as sleep } from 'node:timers/promises'
import { Journal, JournalError } from '../../packages/server/src/journal/index.ts'
import { projectionsOf } from './clock.ts'
import { erase, letGo } from './destroying.ts'
import { tell } from './mark.ts'
import { draftOf, numbersPerLife, origin } from './workload.ts'

const [folder = '', life = '', count = '', callers = ''] = process.argv.slice(2)
let next = Number(life) * numbersPerLife
const end = next + Number(count)

function refused(error: unknown): void {
  if (!(error instanceof JournalError)) throw error
  tell({ refused: { code: error.code, message: error.message } })
}

async function open(): Promise<Journal> {
  try {
    return await Journal.open({ folder, origin, projections: projectionsOf(Number(life)) })
  } catch (error) {
    refused(error)
    process.exit(3)
  }
}

const journal = await open()
const { verifierKey } = journal
tell({ opened: { verifierKey, digest: journal.digest('probe'), note: (await journal.log.checkpoint()).note } })

async function append(n: number): Promise<void> {
  const { entry, treeSize } = await journal.append(draftOf(n))
  tell({ acknowledged: { index: entry.index, treeSize, n } })
}

async function call(): Promise<void> {
  while (next < end) {
    const n = next++
    try {
      await append(n)
      if (n % 50 === 9) await letGo(journal, 1)
      if (n % 50 === 49) await erase(journal, `customer:${n % 11}`)
    } catch (error) {
      refused(error)
      await sleep(2)
    }
  }
}

await Promise.all(Array.from({ length: Number(callers) }, call))
await journal.close()
