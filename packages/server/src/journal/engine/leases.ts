// SPDX-License-Identifier: EUPL-1.2
import type { Engine } from './engine.ts'

const lifetimeMs = 10_000
const everyMs = 1000

/**
 * Which processes that share the store are alive, by the database's own clock. What a process left behind may be
 * settled by another only when it is gone. Not part of the log.
 */
export class Leases {
  readonly #engine: Engine
  readonly #process: string
  /** The tables into which it folds the log, as `shapeOf` names them. */
  readonly #shape: string
  #beatAt = Number.NEGATIVE_INFINITY

  private constructor(engine: Engine, process: string, shape: string) {
    this.#engine = engine
    this.#process = process
    this.#shape = shape
  }

  static async open(engine: Engine, process: string, shape: string): Promise<Leases> {
    await engine.define(`CREATE TABLE IF NOT EXISTS processes (id TEXT PRIMARY KEY, seen_at BIGINT NOT NULL);
      ALTER TABLE processes ADD COLUMN IF NOT EXISTS shape TEXT`)
    const leases = new Leases(engine, process, shape)
    await leases.beat()
    return leases
  }

  /** Says that this process is alive, at most once a second. */
  async beat(): Promise<void> {
    const now = performance.now()
    if (now - this.#beatAt < everyMs) return
    await this.#engine.run(
      `INSERT INTO processes (id, seen_at, shape) VALUES ($1, ${clock}, $2)
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      this.#process,
      this.#shape,
    )
    this.#beatAt = now
  }

  async live(): Promise<readonly string[]> {
    const found = await this.#engine.all(`SELECT id FROM processes WHERE seen_at > ${clock} - ${lifetimeMs}`)
    return found.map(({ id }) => String(id))
  }

  /** How many live processes fold the log into other tables; those of a version that did not say so yet count. */
  async others(): Promise<number> {
    const sql = `SELECT COUNT(*) AS count FROM processes WHERE seen_at > ${clock} - ${lifetimeMs}
      AND shape IS DISTINCT FROM $1`
    const [row] = await this.#engine.all(sql, this.#shape)
    return Number(row?.count)
  }

  /** A process that closes well leaves nothing to wait for. */
  async end(): Promise<void> {
    await this.#engine.run('DELETE FROM processes WHERE id = $1', this.#process)
  }
}

const clock = 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)'
