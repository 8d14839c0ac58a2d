// SPDX-License-Identifier: EUPL-1.2
import { Client, DatabaseError, type QueryResult } from 'pg'
import { JournalError } from '../error.ts'
import { CommitUnknown, type Engine, type Found, type Value } from './engine.ts'
import { ask, channel, schemas, settingsOf, tell } from './postgres-connection.ts'

/** Any number that is the same for every process of Sluis: the holder of this lock may add to the log. */
const writeLock = 0x51_75_15
// A process that hangs while it holds the lock would shut the log for all others: the database ends its session.
const idleMs = 2000
const lockMs = 10_000

/**
 * The engine for several processes: one database to which all write, one at a time. Each question of a batch is sent
 * before the first is answered (pipelining), so a batch of any size costs a few round trips.
 */
export class PostgresEngine implements Engine {
  readonly #url: string
  #client: Promise<Client> | undefined
  #isInTransaction = false

  constructor(url: string) {
    this.#url = url
  }

  async each(sql: string, rows: readonly (readonly Value[])[]): Promise<readonly (readonly Found[])[]> {
    if (rows.length === 0) return []
    const client = await this.#connected()
    const results = await Promise.all(rows.map((values) => ask(client, sql, values)))
    return results.map((result) => result.rows)
  }

  async write(sql: string, rows: readonly (readonly Value[])[]): Promise<void> {
    await this.each(sql, rows)
  }

  async all(sql: string, ...values: Value[]): Promise<readonly Found[]> {
    return (await ask(await this.#connected(), sql, values)).rows
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    return (await ask(await this.#connected(), sql, values)).rowCount ?? 0
  }

  /** Texts sort by their bytes, as SQLite sorts them, whatever the database's own language. */
  async define(sql: string): Promise<void> {
    await (await this.#connected()).query(sql.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')).catch(tell)
  }

  async begin(): Promise<void> {
    const client = await this.#connected()
    this.#isInTransaction = true
    await Promise.all([client.query('BEGIN').catch(tell), ask(client, 'SELECT pg_advisory_xact_lock($1)', [writeLock])])
  }

  async commit(): Promise<void> {
    const client = await this.#connected()
    this.#isInTransaction = false
    let result: QueryResult
    try {
      ;[, result] = await Promise.all([client.query(`NOTIFY ${channel}`), client.query('COMMIT')])
    } catch (error) {
      if (isRefused(error)) tell(error)
      this.#leave()
      throw new CommitUnknown(error)
    }
    // A transaction in which something failed is rolled back by its COMMIT, which says so and succeeds.
    if (result.command !== 'COMMIT') tell(new Error('it rolled the transaction back'))
  }

  /** A connection that was lost took its transaction with it. */
  async rollback(): Promise<void> {
    if (!this.#isInTransaction) return
    this.#isInTransaction = false
    const client = await this.#client?.catch(() => undefined)
    if (client === undefined) return
    await client.query('ROLLBACK').catch(() => this.#leave())
  }

  /** Everything that failed before a commit was requested is rolled back, if not by Sluis then by the database. */
  isUndone(cause: unknown): boolean {
    return !(cause instanceof CommitUnknown) && !(cause instanceof JournalError && cause.code === 'damaged')
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  /** Inside a transaction a new connection would know nothing of it: a lost one stays lost. */
  #connected(): Promise<Client> {
    if (this.#client !== undefined) return this.#client
    if (this.#isInTransaction) return Promise.reject(new Error('the connection was lost')).catch(tell)
    // If it hears late of a connection that it already left, it must not leave the one that took its place: nobody
    // would end that one's transaction, which may hold the lock.
    const connecting = connect(this.#url, () => this.#client === connecting && this.#leave()).catch(tell)
    this.#client = connecting
    connecting.catch(() => {
      if (this.#client === connecting) this.#client = undefined
    })
    return connecting
  }

  #leave(): void {
    const leaving = this.#client
    this.#client = undefined
    leaving?.then((client) => client.end()).catch(() => undefined)
  }
}

/** Tables of the same database, in a schema of their own. */
export function inSchema(engine: PostgresEngine, schema: string): Engine {
  return {
    each: (sql, rows) => engine.each(sql, rows),
    write: (sql, rows) => engine.write(sql, rows),
    all: (sql, ...values) => engine.all(sql, ...values),
    run: (sql, ...values) => engine.run(sql, ...values),
    define: (sql) => engine.define(`SET LOCAL search_path = ${schema}; ${sql}; SET LOCAL search_path = ${searchPath}`),
    begin: () => engine.begin(),
    commit: () => engine.commit(),
    rollback: () => engine.rollback(),
    isUndone: (cause) => engine.isUndone(cause),
    close: () => engine.close(),
  }
}

const searchPath = `${schemas.log}, ${schemas.keys}`

async function connect(url: string, onLost: () => void): Promise<Client> {
  const client = new Client({ ...settingsOf(url), pipeline: true })
  // Without a listener a lost connection would end the process.
  client.on('error', onLost)
  client.on('end', onLost)
  await client.connect()
  const { rows } = await client.query(
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')",
  )
  const setting = new Map(rows.map(({ name, setting }) => [name, setting]))
  if (setting.get('fsync') !== 'on') {
    await client.end()
    throw new JournalError('unwritable', {
      nl: 'deze database draait met fsync = off: wat zij bevestigt kan verloren gaan',
      en: 'this database runs with fsync = off: what it confirms can be lost',
    })
  }
  if (setting.get('synchronous_commit') === 'off') await client.query('SET synchronous_commit = on')
  await client.query(`SET idle_in_transaction_session_timeout = ${idleMs}; SET lock_timeout = ${lockMs}`)
  return client
}

/** The database itself refused: certainly nothing happened. */
function isRefused(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR'
}
