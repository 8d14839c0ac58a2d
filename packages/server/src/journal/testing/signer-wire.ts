// SPDX-License-Identifier: EUPL-1.2
// The way of one process to a signer that others use too: it can be cut, and made slow.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

interface SignerWire extends AsyncDisposable {
  /** Where the signer is reached by way of this wire. */
  readonly socket: string
  /** How many questions came through. */
  readonly asked: number
  cut(): void
  /** Of each answer. */
  slow(ms: number): void
  mend(): void
}

export async function startSignerWire(signer: string, socket: string): Promise<SignerWire> {
  const open = new Set<Socket>()
  let [isCut, slowMs, asked] = [false, 0, 0]
  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (isCut) return near.destroy()
    asked++
    const far = connect(signer)
    for (const end of [near, far]) open.add(end)
    far.on('error', () => near.destroy())
    near.on('data', (bytes) => far.write(bytes))
    near.on('close', () => far.destroy())
    far.on('data', async (bytes) => {
      await delay(slowMs)
      near.end(bytes)
    })
  })
  server.listen(socket)
  await once(server, 'listening')
  const cut = (): void => {
    isCut = true
    for (const end of open) end.destroy()
    open.clear()
  }
  return {
    socket,
    get asked() {
      return asked
    },
    cut,
    slow: (ms) => {
      slowMs = ms
    },
    mend: () => {
      ;[isCut, slowMs] = [false, 0]
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      server.close()
    },
  }
}
