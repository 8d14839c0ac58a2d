// SPDX-License-Identifier: EUPL-1.2
// One life of a process on a data folder: opens the journal, does the steps of a session, and tells what was
// acknowledged in the same stream of system calls that the recorder sees.
import { Journal } from '../../packages/server/src/journal/index.ts'
import { tell } from './mark.ts'
import { draftOf, longWorkload, origin, projections, type Step, shortWorkload } from './workload.ts'

const [folder = '', workload = '', number = ''] = process.argv.slice(2)
const session = (workload === 'long' ? longWorkload : shortWorkload)[Number(number)]
if (session === undefined) throw new RangeError(`the ${workload} workload has no session ${number}`)

const journal = await Journal.open({ folder, origin, projections })
const { verifierKey } = journal
tell({ opened: { verifierKey, digest: journal.digest('probe'), note: (await journal.log.checkpoint()).note } })

async function acknowledged(index: number, treeSize: number, n?: number): Promise<void> {
  tell({
    acknowledged: { index, treeSize, ...(n === undefined ? {} : { n }), note: (await journal.log.checkpoint()).note },
  })
}

async function take(step: Step): Promise<void> {
  if ('append' in step) {
    const { entry, treeSize } = await journal.append(draftOf(step.append))
    await acknowledged(entry.index, treeSize, step.append)
  } else if ('erase' in step) {
    tell({ pseudonym: { subject: step.erase, pseudonym: await journal.pseudonymOf(step.erase) } })
    const { entry, treeSize } = await journal.erase(step.erase, 'asked')
    await acknowledged(entry.index, treeSize)
  } else {
    tell({ pseudonym: { subject: step.pseudonymOf, pseudonym: await journal.pseudonymOf(step.pseudonymOf) } })
  }
}

const last = session.bursts.at(-1)
for (const burst of session.bursts) {
  const answers = burst.map(take)
  if (session.end === 'killed' && burst === last) {
    await Promise.race(answers)
    process.kill(process.pid, 'SIGKILL')
  }
  await Promise.all(answers)
}
if (session.end === 'killed') process.kill(process.pid, 'SIGKILL')
await journal.close()
