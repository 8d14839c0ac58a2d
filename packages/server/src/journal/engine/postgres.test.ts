// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { hasPostgres, startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { CommitUnknown, transaction } from './engine.ts'
import { PostgresEngine } from './postgres.ts'

/** The transactions here take milliseconds, and the database ends one that stands still after two seconds. */
const leftBehind = `SELECT pid FROM pg_stat_activity WHERE application_name = 'sluis' AND state = 'idle in transaction'
  AND state_change < clock_timestamp() - INTERVAL '1500 ms'`
const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'

describe('engines that write to one database in turn', { skip }, () => {
  let postgres: TestPostgres
  before(async () => {
    const started = await startPostgres()
    assert.ok(started)
    postgres = started
  })
  after(() => postgres?.stop())

  it('go on at once when the database ended their connections: none is left behind that holds the lock', async () => {
    const url = await postgres.database()
    const administrator = new Client(url)
    await administrator.connect()
    const engines = [1, 2, 3].map(() => new PostgresEngine(url))
    const written = engines.map(() => 0)
    let isOver = false
    const work = engines.map(async (engine, at) => {
      while (!isOver) {
        const write = transaction(engine, () => engine.all('SELECT 1'))
        await write.then(
          () => written.splice(at, 1, (written[at] ?? 0) + 1),
          () => delay(1),
        )
      }
    })
    try {
      for (let time = 0; time < 20; time++) {
        await delay(50)
        await administrator.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sluis'",
        )
        const before = [...written]
        while (written.some((count, at) => count <= (before[at] ?? 0) + 5)) {
          const { rows } = await administrator.query(leftBehind)
          assert.deepEqual(rows, [], `after ${time} times: ${before} became ${written}`)
          await delay(20)
        }
      }
    } finally {
      isOver = true
      await Promise.all(work)
      for (const engine of engines) await engine.close()
      await administrator.end()
    }
  })

  it('know that a commit failed only if the database itself refused it: one that was cut off may stand', async () => {
    const url = await postgres.database()
    const administrator = new Client(url)
    await administrator.connect()
    // What the database does only when the transaction commits: it refuses, or takes its time.
    await administrator.query(`CREATE TABLE once (n BIGINT UNIQUE DEFERRABLE INITIALLY DEFERRED); CREATE TABLE slow (n BIGINT);
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait()`)
    const engine = new PostgresEngine(url)
    const committing = async (...statements: readonly string[]): Promise<unknown> => {
      await engine.begin()
      for (const statement of statements) await engine.run(statement).catch(() => undefined)
      return await engine.commit().catch((error: unknown) => error)
    }
    try {
      const failed = await committing('INSERT INTO public.once VALUES (1)', 'SELECT 1 / 0')
      const refused = await committing('INSERT INTO public.once VALUES (1), (1)')
      for (const error of [failed, refused]) assert.ok(error instanceof Error && !(error instanceof CommitUnknown))
      assert.deepEqual((await administrator.query('SELECT n FROM once')).rows, [])
      const cutOff = committing('INSERT INTO public.slow VALUES (1)')
      const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'sluis' AND wait_event = 'PgSleep'`
      while ((await administrator.query(end)).rows.length === 0) await delay(10)
      assert.ok((await cutOff) instanceof CommitUnknown, 'a session that ended may have committed')
    } finally {
      await engine.close()
      await administrator.end()
    }
  })
})
