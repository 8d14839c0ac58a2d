// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg'
import { channel, settingsOf } from './postgres-connection.ts'

const againMs = 500

/** Calls back whenever somebody added to the log. A lost connection is made again. */
export class Bell {
  readonly #url: string
  readonly #ring: () => void
  #client: Client | undefined
  #isClosed = false

  constructor(url: string, ring: () => void) {
    this.#url = url
    this.#ring = ring
    this.#listen()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#client?.end().catch(() => undefined)
  }

  #listen(): void {
    const client = new Client({ ...settingsOf(this.#url), query_timeout: 0 })
    this.#client = client
    client.on('notification', this.#ring)
    client.on('error', () => undefined)
    client.on('end', () => {
      if (!this.#isClosed) setTimeout(() => this.#isClosed || this.#listen(), againMs).unref()
    })
    client
      .connect()
      .then(() => client.query(`LISTEN ${channel}`))
      // For what was added while nobody listened.
      .then(this.#ring, () => client.end().catch(() => undefined))
  }
}
