// SPDX-License-Identifier: EUPL-1.2
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { TreeNode } from '@sluis/log'
import { JournalError } from './error.ts'
import type { Cell, Row } from './projection.ts'
import { prepare } from './sqlite.ts'

/** How far the log is: what recovery starts from. */
export interface Head {
  readonly size: number
  /** The hashes of the tree's frontier, one after the other. */
  readonly frontier: Uint8Array
  readonly checkpoint: string
  readonly at: number
}

export interface SealedField {
  readonly digest: string
  readonly index: number
  readonly name: string
  readonly subject: string
  readonly sealed: Uint8Array
}

/** Common SQL of both engines: TEXT, BIGINT, BYTEA; `$1` placeholders. Tables that are no projections. */
const schema = `
  CREATE TABLE IF NOT EXISTS entries (idx BIGINT PRIMARY KEY, leaf BYTEA NOT NULL, hash BYTEA NOT NULL);
  CREATE TABLE IF NOT EXISTS nodes (level BIGINT NOT NULL, idx BIGINT NOT NULL, hash BYTEA NOT NULL,
    PRIMARY KEY (level, idx));
  CREATE TABLE IF NOT EXISTS head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, frontier BYTEA NOT NULL,
    checkpoint TEXT NOT NULL, at BIGINT NOT NULL);
  CREATE TABLE IF NOT EXISTS series (name TEXT PRIMARY KEY, last BIGINT NOT NULL);
  CREATE TABLE IF NOT EXISTS disclosures (idx BIGINT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
    subject TEXT NOT NULL, sealed BYTEA NOT NULL, PRIMARY KEY (idx, name));
  CREATE INDEX IF NOT EXISTS disclosures_subject ON disclosures (subject);
  CREATE TABLE IF NOT EXISTS parts (digest TEXT PRIMARY KEY, subject TEXT NOT NULL, sealed BYTEA NOT NULL);
  CREATE INDEX IF NOT EXISTS parts_subject ON parts (subject);
  CREATE TABLE IF NOT EXISTS shapes (room TEXT PRIMARY KEY, shape TEXT NOT NULL);
`

/** The embedded engine. Owned by the sequencer: nothing else writes to this file. */
export class Store {
  readonly database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string) {
    this.database = new DatabaseSync(file)
    // FULL: a commit is on the disk before it is acknowledged (P1).
    this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
    this.database.exec('PRAGMA secure_delete = ON')
    this.database.exec(schema)
  }

  /** Runs one prepared statement; statements are kept, because preparing costs more than running. */
  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepared(sql).run(...values)
  }

  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#prepared(sql).get(...values)
  }

  transaction<T>(work: () => T): T {
    this.begin()
    try {
      const result = work()
      this.commit()
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  begin(): void {
    this.run('BEGIN IMMEDIATE')
  }

  commit(): void {
    this.run('COMMIT')
  }

  rollback(): void {
    if (this.database.isTransaction) this.run('ROLLBACK')
  }

  head(): Head | undefined {
    const row = this.get('SELECT size, frontier, checkpoint, at FROM head WHERE id = 1')
    if (row === undefined) return undefined
    const { size, frontier, checkpoint, at } = row
    if (typeof size !== 'number' || typeof at !== 'number' || typeof checkpoint !== 'string' || !isBytes(frontier)) {
      throw new JournalError('damaged', 'the stored head has not its shape')
    }
    return { size, frontier, checkpoint, at }
  }

  setHead({ size, frontier, checkpoint, at }: Head): void {
    this.run(
      `INSERT INTO head (id, size, frontier, checkpoint, at) VALUES (1, $1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier,
         checkpoint = excluded.checkpoint, at = excluded.at`,
      size,
      frontier,
      checkpoint,
      at,
    )
  }

  addEntry(index: number, leaf: Uint8Array, hash: Uint8Array): void {
    this.run('INSERT INTO entries (idx, leaf, hash) VALUES ($1, $2, $3)', index, leaf, hash)
  }

  addNode({ level, index, hash }: TreeNode): void {
    this.run('INSERT INTO nodes (level, idx, hash) VALUES ($1, $2, $3)', level, index, hash)
  }

  lastOfSeries(name: string): number {
    const last = this.get('SELECT last FROM series WHERE name = $1', name)?.last
    return typeof last === 'number' ? last : 0
  }

  setSeries(name: string, last: number): void {
    this.run(
      'INSERT INTO series (name, last) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last = excluded.last',
      name,
      last,
    )
  }

  addField({ index, name, digest, subject, sealed }: SealedField): void {
    this.run(
      'INSERT INTO disclosures (idx, name, digest, subject, sealed) VALUES ($1, $2, $3, $4, $5)',
      index,
      name,
      digest,
      subject,
      sealed,
    )
  }

  field(index: number, name: string): { subject: string; digest: string; sealed: Uint8Array } | undefined {
    const row = this.get('SELECT subject, digest, sealed FROM disclosures WHERE idx = $1 AND name = $2', index, name)
    return row === undefined || !isBytes(row.sealed)
      ? undefined
      : { subject: String(row.subject), digest: String(row.digest), sealed: row.sealed }
  }

  hasPart(digest: string): boolean {
    return this.get('SELECT 1 AS found FROM parts WHERE digest = $1', digest) !== undefined
  }

  addPart(digest: string, subject: string, sealed: Uint8Array): void {
    this.run('INSERT INTO parts (digest, subject, sealed) VALUES ($1, $2, $3)', digest, subject, sealed)
  }

  part(digest: string): Uint8Array | undefined {
    const sealed = this.get('SELECT sealed FROM parts WHERE digest = $1', digest)?.sealed
    return isBytes(sealed) ? sealed : undefined
  }

  forgetSubject(pseudonym: string): void {
    this.run('DELETE FROM disclosures WHERE subject = $1', pseudonym)
    this.run('DELETE FROM parts WHERE subject = $1', pseudonym)
  }

  *leaves(): Generator<{ index: number; leaf: Uint8Array }> {
    for (const { idx, leaf } of this.database.prepare('SELECT idx, leaf FROM entries ORDER BY idx').iterate()) {
      if (typeof idx !== 'number' || !isBytes(leaf)) throw new JournalError('damaged', 'an entry has not its shape')
      yield { index: idx, leaf }
    }
  }

  row(sql: string, key: readonly Cell[]): Row | undefined {
    const found = this.get(sql, ...key)
    return found === undefined ? undefined : asRow(found)
  }

  close(): void {
    this.#statements.clear()
    this.database.close()
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = prepare(this.database, sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array
}

/** A row of a projection: text, whole numbers and nothing else. */
export function asRow(found: Record<string, unknown>): Row {
  const row: Record<string, Cell> = {}
  for (const [column, cell] of Object.entries(found)) {
    if (typeof cell !== 'string' && typeof cell !== 'number' && cell !== null) {
      throw new JournalError('damaged', `column ${column} of a projection holds neither text nor a number`)
    }
    row[column] = cell
  }
  return row
}
