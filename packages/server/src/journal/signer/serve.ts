// SPDX-License-Identifier: EUPL-1.2
import { chmodSync, existsSync, lstatSync, unlinkSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { JournalError } from '../error.ts'
import { type LogKey, openLogKey } from '../log-key.ts'
import { answerTo } from './answer.ts'
import { readLine } from './line.ts'
import { SignerMemory } from './memory.ts'
import { formatAnswer, parseRequest } from './protocol.ts'

interface SignerSettings {
  readonly keyFile: string
  readonly socket: string
  /** The log's name; the key signs no other. */
  readonly origin: string
}

export interface RunningSigner {
  readonly verifierKey: string
  close(): Promise<void>
}

const patienceMs = 5000

/**
 * The reference signer: holds the key that signs checkpoints in a process of its own, preferably under another user.
 * The folder of the socket and its group decide who may connect. Throws `in-use` or what `openLogKey` throws.
 */
export async function serveSigner({ keyFile, socket, origin }: SignerSettings): Promise<RunningSigner> {
  const key = openLogKey(keyFile, origin)
  const memory = new SignerMemory(`${keyFile}.signed`)
  const open = new Set<Socket>()
  const server = createServer((connection) => {
    open.add(connection)
    connection.once('close', () => open.delete(connection))
    void serveOne(connection, key, memory)
  })
  server.maxConnections = 64
  try {
    await removeStale(socket)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(socket, resolve)
    })
    chmodSync(socket, 0o660)
  } catch (error) {
    memory.close()
    throw error
  }
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const connection of open) connection.destroy()
    await closed
    memory.close()
  }
  return { verifierKey: key.verifierKey, close }
}

async function serveOne(connection: Socket, key: LogKey, memory: SignerMemory): Promise<void> {
  try {
    const line = await readLine(connection, patienceMs)
    connection.end(formatAnswer(await answerTo(parseRequest(line), key, memory)))
  } catch {
    // There was no question to answer: too long, too slow, or gone.
    connection.destroy()
  }
}

/** A killed signer leaves its socket behind; one that still answers must not lose it. */
async function removeStale(socket: string): Promise<void> {
  if (!existsSync(socket)) return
  if (!lstatSync(socket).isSocket())
    throw new JournalError('in-use', {
      nl: `${socket} bestaat al en is geen socket`,
      en: `${socket} is there and is no socket`,
    })
  const isAnswered = await new Promise<boolean>((resolve) => {
    const probe = createConnection(socket)
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
    probe.once('connect', () => probe.destroy())
  })
  if (isAnswered)
    throw new JournalError('in-use', {
      nl: `op ${socket} luistert al een andere ondertekenaar`,
      en: `another signer listens at ${socket}`,
    })
  unlinkSync(socket)
}
