// SPDX-License-Identifier: EUPL-1.2
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below those that systems give to any connection (Linux: from 32768), which could take one before it is used. */
const [from, to] = [20_000, 32_000]

/** A port that nobody has now. By chance, so that whoever else asks at the same moment gets another. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(from, to)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  return await promise
}
