// SPDX-License-Identifier: EUPL-1.2
// A server process made to be killed: opens Sluis on a folder, takes up or starts the weekly report, approves whatever
// is asked, and tells its parent of every entry that became durable.
import { openSluis } from '../../packages/server/src/sluis.ts'

const [folder = '', gatePort = '', deskPort = ''] = process.argv.slice(2)
const tell = (message: object): void => {
  process.send?.(message)
}

const sluis = await openSluis({
  organisationFolder: `${folder}/organisation`,
  dataFolder: `${folder}/data`,
  gatePort: Number(gatePort),
  deskPort: Number(deskPort),
  hostname: '127.0.0.1',
  environment: process.env,
})
sluis.journal.onEntry(({ entry }) => tell({ index: entry.index, kind: entry.kind }))
await sluis.tasks.resume()
if ((await sluis.tasks.runs()).length === 0) await sluis.tasks.start('weekly-report', 'anna')

const reviewer = sluis.loaded().organisation.people.get('sanne')
if (reviewer === undefined) throw new Error('the example has a reviewer called sanne')
for (;;) {
  const [run] = await sluis.tasks.runs()
  if (run?.state === 'done' || run?.state === 'failed') tell({ finished: run.state })
  for (const { id } of await sluis.oversight.openCases()) {
    const seen = await sluis.oversight.caseOf(id, reviewer)
    if (seen !== undefined) await sluis.oversight.decide(id, reviewer, { verdict: 'approve', digest: seen.digest })
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
}
