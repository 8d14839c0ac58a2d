// SPDX-License-Identifier: EUPL-1.2
import { Pool } from 'pg'
import type { Found, Reader, Value } from './engine.ts'
import { ask, settingsOf, tell } from './postgres-connection.ts'

/** Rows for readers: several connections, none of which can write. */
export class PostgresReader implements Reader {
  readonly #pool: Pool

  constructor(url: string) {
    const settings = settingsOf(url)
    this.#pool = new Pool({ ...settings, max: 8, options: `${settings.options} -c default_transaction_read_only=on` })
    this.#pool.on('error', () => undefined)
  }

  async all(sql: string, ...values: Value[]): Promise<readonly Found[]> {
    return (await ask(this.#pool, sql, values)).rows
  }

  async snapshot<T>(work: (all: Reader['all']) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch(tell)
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY').catch(tell)
      return await work(async (sql, ...values) => (await ask(client, sql, values)).rows)
    } finally {
      // Closing it ends the transaction, also when it failed halfway.
      client.release(true)
    }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}
