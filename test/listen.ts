// SPDX-License-Identifier: EUPL-1.2
import type { Server } from 'node:http'

/** A server that answers; when it is disposed of, whoever is still connected is cut off. */
export interface Listening extends AsyncDisposable {
  readonly url: string
}

/** On this machine, at a port that nobody has; `path` goes behind the address that it is known by. */
export async function listen(server: Server, path = ''): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
