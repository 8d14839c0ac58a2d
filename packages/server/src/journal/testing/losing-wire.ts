// SPDX-License-Identifier: EUPL-1.2
// A wire to a real PostgreSQL that can be cut just as a commit is under way, and stays cut until it is mended.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface LosingWire extends AsyncDisposable {
  /** The database's URL by way of this wire. */
  readonly url: string
  /** Cuts it at the next commit: before the database is asked for it, or between its work and its answer. */
  cutAtCommit(when: 'before' | 'after'): Promise<void>
  mend(): void
  /** Cuts it, and leads to another database from now on. */
  leadTo(database: string): void
}

const socketName = '.s.PGSQL.5432'

export async function startLosingWire(database: string): Promise<LosingWire> {
  const url = new URL(database)
  let far = socketOf(database)
  const folder = mkdtempSync(join(tmpdir(), 'sluis-wire-'))
  const open = new Set<Socket>()
  let isCut = false
  let armed: { readonly when: 'before' | 'after'; readonly done: () => void } | undefined
  const cut = (): void => {
    isCut = true
    armed?.done()
    armed = undefined
    for (const socket of open) socket.destroy()
    open.clear()
  }
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const way = connect(far)
    let isCommitting = false
    for (const socket of [near, way]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        way.destroy()
      })
    }
    near.on('data', (bytes) => {
      isCommitting = armed !== undefined && bytes.includes('COMMIT\0')
      if (isCommitting && armed?.when === 'before') cut()
      else way.write(bytes)
    })
    way.on('data', (bytes) => {
      if (!isCommitting) near.write(bytes)
      else if (bytes.includes('COMMIT\0')) cut()
    })
  })
  server.listen(join(folder, socketName))
  await once(server, 'listening')
  url.searchParams.set('host', folder)
  return {
    url: url.href,
    cutAtCommit: (when) =>
      new Promise((done) => {
        armed = { when, done }
      }),
    mend: () => {
      isCut = false
    },
    leadTo: (other) => {
      cut()
      far = socketOf(other)
      isCut = false
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function socketOf(database: string): string {
  return join(new URL(database).searchParams.get('host') ?? '', socketName)
}
