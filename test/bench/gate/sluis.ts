// SPDX-License-Identifier: EUPL-1.2
// Sluis as a process of its own, with both its doors and its log on the disk, as `sluis serve` opens it.
//   node sluis.ts FOLDER
import { freePort } from '../../../examples/weekly-report/free-port.ts'
import { startServer } from '../../../packages/server/src/cli/start/serve.ts'

const [folder = ''] = process.argv.slice(2)
const port = await freePort()
const server = await startServer({
  organisationFolder: `${folder}/organisation`,
  dataFolder: `${folder}/data`,
  gatePort: port,
  deskPort: await freePort(),
  hostname: '127.0.0.1',
  environment: process.env,
  language: 'en',
})
const { key } = await server.sluis.identity.issue({ kind: 'agent', principal: 'bencher' })
process.send?.({ port, key })

// Ends in good order, so that `--cpu-prof` writes what it saw.
process.once('disconnect', () => server.close().then(() => process.exit(0)))
