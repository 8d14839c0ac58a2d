// SPDX-License-Identifier: EUPL-1.2
// Sluis with both its doors as a process of its own, for tests that kill it or take its room away. Tells its parent the
// keys of a first start, or why it could not start.
import { startServer } from '../../packages/server/src/cli/start/serve.ts'

const { SLUIS_DATABASE: database, SLUIS_SIGNER: signer } = process.env
const [folder = '', gatePort = '', deskPort = ''] = process.argv.slice(2)
try {
  const { firstKeys, close } = await startServer({
    organisationFolder: `${folder}/organisation`,
    dataFolder: `${folder}/data`,
    ...(database === undefined ? {} : { database }),
    ...(signer === undefined ? {} : { custody: { signer } }),
    gatePort: Number(gatePort),
    deskPort: Number(deskPort),
    hostname: '127.0.0.1',
    environment: process.env,
    language: 'en',
  })
  process.once('SIGTERM', () => close().finally(() => process.exit()))
  process.send?.({ keys: firstKeys.map(({ id, key }) => ({ id, key })) })
} catch (error) {
  process.send?.({ failed: String(error instanceof Error ? (error.cause ?? error) : error) })
}
