// SPDX-License-Identifier: EUPL-1.2
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Engine, Found, Reader, Value } from './engine.ts'

/** The embedded engine: one file, one process. Its statements are synchronous; only its caller waits. */
export class SqliteEngine implements Engine {
  readonly #database: DatabaseSync
  readonly #statements: Statements
  /** The error for writes after the one that failed. */
  #failed: unknown = new Error('no transaction is open')

  /** `pragmas` decide how durable a commit is: FULL has it on the disk before it returns (P1). */
  constructor(file: string, pragmas: string) {
    this.#database = new DatabaseSync(file)
    try {
      this.#database.exec(pragmas)
    } catch (error) {
      this.#database.close()
      throw error
    }
    this.#statements = new Statements(this.#database)
  }

  async each(sql: string, rows: readonly (readonly Value[])[]): Promise<readonly (readonly Found[])[]> {
    const statement = this.#statements.prepare(sql)
    return rows.map((values) => statement.all(...values))
  }

  async write(sql: string, rows: readonly (readonly Value[])[]): Promise<void> {
    // On a full disk SQLite may undo the transaction by itself: later writes would stand alone, and stay.
    if (!this.#database.isTransaction) throw this.#failed
    const statement = this.#statements.prepare(sql)
    try {
      // `run` would make an object of counts for each row.
      for (const values of rows) statement.get(...values)
    } catch (error) {
      this.#failed = error
      throw error
    }
  }

  async all(sql: string, ...values: Value[]): Promise<readonly Found[]> {
    return this.#statements.prepare(sql).all(...values)
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    return Number(this.#statements.prepare(sql).run(...values).changes)
  }

  /**
   * SQLite stores a table by its key, without a separate index, only if the key is an INTEGER: it has 64 bits, like
   * BIGINT.
   */
  async define(sql: string): Promise<void> {
    this.#database.exec(sql.replaceAll('BIGINT PRIMARY KEY', 'INTEGER PRIMARY KEY'))
  }

  async begin(): Promise<void> {
    await this.run('BEGIN IMMEDIATE')
  }

  async commit(): Promise<void> {
    await this.run('COMMIT')
  }

  async rollback(): Promise<void> {
    if (this.#database.isTransaction) await this.run('ROLLBACK')
  }

  /**
   * SQLite undoes a transaction that found no room, and says so; later there may be room. A failed sync is not undone.
   */
  isUndone(cause: unknown): boolean {
    return resultCode(cause) === sqliteFull
  }

  async close(): Promise<void> {
    this.#database.close()
  }
}

// https://sqlite.org/rescode.html
const [sqliteBusy, sqliteFull] = [5, 13]
/** PERM, BUSY, NOMEM, READONLY, IOERR, FULL, CANTOPEN. */
const notOfContent = [3, 5, 7, 8, 10, 13, 14]

/** The primary result code, which is the low byte of an extended one. */
function resultCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

export function isBusy(error: unknown): boolean {
  return resultCode(error) === sqliteBusy
}

/** Whether the disk or the system refused, which says nothing about what is stored. */
export function isOfSystem(error: unknown): boolean {
  const code = resultCode(error)
  if (code !== undefined) return notOfContent.includes(code)
  return error instanceof Error && 'syscall' in error
}

/** Reads the same file over a connection that can't write. */
export class SqliteReader implements Reader {
  readonly #file: string
  readonly #database: DatabaseSync
  readonly #statements: Statements

  constructor(file: string) {
    this.#file = file
    this.#database = new DatabaseSync(file, { readOnly: true })
    this.#database.exec('PRAGMA busy_timeout = 5000')
    this.#statements = new Statements(this.#database)
  }

  async all(sql: string, ...values: Value[]): Promise<readonly Found[]> {
    return this.#statements.prepare(sql).all(...values)
  }

  async snapshot<T>(work: (all: Reader['all']) => Promise<T>): Promise<T> {
    const one = new SqliteReader(this.#file)
    try {
      await one.all('BEGIN')
      return await work((sql, ...values) => one.all(sql, ...values))
    } finally {
      await one.close()
    }
  }

  async close(): Promise<void> {
    this.#database.close()
  }
}

/** Statements are kept, because preparing costs more than running; rooms write their texts once, so they are few. */
class Statements {
  readonly #database: DatabaseSync
  readonly #kept = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  prepare(sql: string): StatementSync {
    let statement = this.#kept.get(sql)
    if (statement === undefined) {
      if (this.#kept.size >= maxKept) this.#kept.clear()
      statement = this.#database.prepare(withPlaces(sql))
      this.#kept.set(sql, statement)
    }
    return statement
  }
}

const maxKept = 500

/**
 * SQLite treats `$1` as a name; its positions are `?1`. If each occurs once and in order, a bare `?` means the same,
 * and is faster: SQLite looks a number up like a name, for every value of every row.
 */
function withPlaces(sql: string): string {
  const isInOrder = [...sql.matchAll(place)].every(([, number], at) => Number(number) === at + 1)
  return sql.replaceAll(place, isInOrder ? '?' : '?$1')
}

const place = /\$(\d+)/g
