// SPDX-License-Identifier: EUPL-1.2
// What the journal asks of a database, and no more. Two engines answer it from one SQL text: TEXT, BIGINT and BYTEA,
// `$1` places, ids made by the application, times as epoch milliseconds.

export type Value = string | number | null | Uint8Array

/** A row as the database gives it: a BIGINT as a number, a BYTEA as bytes. */
export type Found = Readonly<Record<string, unknown>>

export interface Engine {
  /** Runs one statement for each row of values, in order; gives what each found. */
  each(sql: string, rows: readonly (readonly Value[])[]): Promise<readonly (readonly Found[])[]>
  /** The same, for statements without results; only in a transaction. */
  write(sql: string, rows: readonly (readonly Value[])[]): Promise<void>
  all(sql: string, ...values: Value[]): Promise<readonly Found[]>
  /** Gives how many rows it changed. */
  run(sql: string, ...values: Value[]): Promise<number>
  /** Statements that define tables; outside prepared statements and without values. */
  define(sql: string): Promise<void>
  /** Begins a transaction in which nobody else can write; a second one waits. */
  begin(): Promise<void>
  /** Resolves when what was written is on the disk. Throws `CommitUnknown` when that can't be known. */
  commit(): Promise<void>
  /** Undoes the open transaction, if there is one. */
  rollback(): Promise<void>
  /** Whether a failure like this leaves nothing behind once it is rolled back, so that writing may go on. */
  isUndone(cause: unknown): boolean
  close(): Promise<void>
}

/** The connection was lost between the question and its answer: the commit may have happened. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the connection was lost while committing', { cause })
    this.name = 'CommitUnknown'
  }
}

/** Runs work in a transaction of its own. */
export async function transaction<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  try {
    await engine.begin()
    const result = await work()
    await engine.commit()
    return result
  } catch (error) {
    await engine.rollback()
    throw error
  }
}

/** Only reads: rows for the rooms, tiles for everyone. */
export interface Reader {
  all(sql: string, ...values: Value[]): Promise<readonly Found[]>
  /** All that `work` reads is from one moment, also while others write. */
  snapshot<T>(work: (all: Reader['all']) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array
}
