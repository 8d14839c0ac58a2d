// SPDX-License-Identifier: EUPL-1.2
import type { Engine } from './engine.ts'

const lifetimeMs = 10_000
const everyMs = 1000

/**
 * Which processes that share the store are alive, by the database's own clock: what one of them left behind may be
 * settled by another only when it is gone. Not part of the log.
 */
export class Leases {
  readonly #engine: Engine
  readonly #process: string
  #beatAt = Number.NEGATIVE_INFINITY

  private constructor(engine: Engine, process: string) {
    this.#engine = engine
    this.#process = process
  }

  static async open(engine: Engine, process: string): Promise<Leases> {
    await engine.define('CREATE TABLE IF NOT EXISTS processes (id TEXT PRIMARY KEY, seen_at BIGINT NOT NULL)')
    const leases = new Leases(engine, process)
    await leases.beat()
    return leases
  }

  /** Says that this process is alive, at most once a second. */
  async beat(): Promise<void> {
    const now = performance.now()
    if (now - this.#beatAt < everyMs) return
    await this.#engine.run(
      `INSERT INTO processes (id, seen_at) VALUES ($1, ${clock})
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      this.#process,
    )
    this.#beatAt = now
  }

  async live(): Promise<readonly string[]> {
    const found = await this.#engine.all(`SELECT id FROM processes WHERE seen_at > ${clock} - ${lifetimeMs}`)
    return found.map(({ id }) => String(id))
  }

  /** A process that closes well leaves nothing to wait for. */
  async end(): Promise<void> {
    await this.#engine.run('DELETE FROM processes WHERE id = $1', this.#process)
  }
}

const clock = 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)'
