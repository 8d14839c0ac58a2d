// SPDX-License-Identifier: EUPL-1.2
import { createServer } from 'node:net'

/** A free port, taken and given back: nobody else here asks for one at the same moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
