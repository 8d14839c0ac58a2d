// SPDX-License-Identifier: EUPL-1.2
// One life of a process on a data folder: opens the journal, does the steps of a session, and tells what was
// acknowledged in the same stream of system calls that the recorder sees.
import { Journal } from '../../packages/server/src/journal/index.ts'
import { projectionsOf } from './clock.ts'
import { erase, letGo } from './destroying.ts'
import { tell } from './mark.ts'
import { draftOf, origin, type Step, workloads } from './workload.ts'

const [folder = '', workload = '', number = ''] = process.argv.slice(2)
const session = new Map(Object.entries(workloads)).get(workload)?.[Number(number)]
if (session === undefined) throw new RangeError(`the ${workload} workload has no session ${number}`)

const journal = await Journal.open({ folder, origin, projections: projectionsOf(Number(number)) })
const { verifierKey } = journal
tell({ opened: { verifierKey, digest: journal.digest('probe'), note: (await journal.log.checkpoint()).note } })

async function take(step: Step): Promise<void> {
  if ('append' in step) {
    const { entry, treeSize } = await journal.append(draftOf(step.append))
    const { note } = await journal.log.checkpoint()
    tell({ acknowledged: { index: entry.index, treeSize, n: step.append, note } })
  } else if ('erase' in step) {
    await erase(journal, step.erase)
  } else if ('letGo' in step) {
    await letGo(journal, step.letGo)
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
