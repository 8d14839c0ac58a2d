// SPDX-License-Identifier: EUPL-1.2
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

/** One request: the server's side, and the answer as its caller gets it. */
interface Exchange {
  readonly outgoing: ServerResponse
  readonly answer: Promise<IncomingMessage>
  /** The caller goes away. */
  leave(): void
}

/** A server whose requests a test answers itself. */
export class Exchanges {
  readonly #server = createServer()

  async open(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
  }

  async next(): Promise<Exchange> {
    const address = this.#server.address()
    const asked = get({ port: typeof address === 'object' ? address?.port : undefined, host: '127.0.0.1' })
    asked.on('error', () => undefined)
    const answer = once(asked, 'response').then(([response]): IncomingMessage => response)
    answer.catch(() => undefined)
    const [, outgoing] = await once(this.#server, 'request')
    return { outgoing, answer, leave: () => asked.destroy() }
  }

  /** Two requests of one connection that came together, and everything that comes back. */
  async twoAtOnce() {
    const address = this.#server.address()
    const asking = connect({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: '127.0.0.1' })
    const outgoing: ServerResponse[] = []
    const both = new Promise<void>((resolve) => {
      this.#server.on('request', (_, response) => {
        if (outgoing.push(response) === 2) resolve()
      })
    })
    asking.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2))
    await both
    this.#server.removeAllListeners('request')
    return { outgoing, text: textOf(asking) }
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

export async function textOf(response: IncomingMessage | Socket): Promise<string> {
  let text = ''
  for await (const piece of response) text += piece
  return text
}
