// SPDX-License-Identifier: EUPL-1.2
import type { JSONRPCMessage } from '@modelcontextprotocol/client'
import { StdioClientTransport, type StdioServerParameters } from '@modelcontextprotocol/client/stdio'
import { Lines } from './lines.ts'
import { requireMaySend } from './sent-for.ts'

const defaultMaxBytes = 10 * 1024 * 1024

/** What may wait until a server reads it: some calls of the largest size. */
const maxWaitingBytes = 64 * 1024 * 1024

/** A message costs more than its bytes while it waits. */
const bytesBeside = 1024

/**
 * The connection to a tool server that is a process of Sluis, with bounds. `Lines` reads what it writes, and a server
 * that asks and never reads the answers is ended before they fill the memory.
 */
export class BoundedStdio extends StdioClientTransport {
  #waitingBytes = 0

  constructor(server: StdioServerParameters) {
    super(server)
    // The SDK has no other way to say how lines are read.
    Reflect.set(this, '_readBuffer', new Lines(server.maxBufferSize ?? defaultMaxBytes))
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    requireMaySend()
    const bytes = JSON.stringify(message).length + bytesBeside
    if (this.#waitingBytes + bytes > maxWaitingBytes) {
      void this.close()
      throw new RangeError('the tool server does not read what it is sent')
    }
    this.#waitingBytes += bytes
    try {
      await super.send(message)
    } finally {
      this.#waitingBytes -= bytes
    }
  }
}

// The SDK asks for a server's era in a second process, made by its transport's class; by this member it knows that it
// may. Otherwise older servers, which end at that question, could not be reached.
Object.defineProperty(BoundedStdio.prototype, '_dispose', {
  value: Reflect.get(StdioClientTransport.prototype, '_dispose'),
})
