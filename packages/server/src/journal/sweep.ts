// SPDX-License-Identifier: EUPL-1.2
import { dayIn, pseudonymLength } from './days.ts'
import type { Engine } from './engine/engine.ts'
import { LogReader } from './log-reader.ts'
import { placeOf, placesOfSpan } from './seals.ts'
import type { Store } from './store.ts'

const dayMs = 86_400_000

/**
 * What one transaction takes, in bytes that are overwritten, as calls wait meanwhile (P4): a busy day of one run may have
 * sealed gigabytes. Looking through a span, and each row, count for some too.
 */
const mostBytes = 4 * 1024 * 1024
const bytesOfSpan = 64 * 1024
const bytesOfRow = 4 * 1024

/** Takes rows that nobody can open, as their day's key is gone, and gives whether there may be more. Within a transaction. */
export async function sweep(store: Store, size: number): Promise<boolean> {
  const { engine } = store
  const days = await store.toSweep()
  let left = mostBytes
  for (const ofDay of days) {
    left = await sweepDay(engine, ofDay, size, left)
    if (left <= 0) return true
    await engine.write('DELETE FROM swept_later WHERE subject = $1', [[ofDay]])
  }
  return days.length > 0
}

/**
 * Gives how much is left to take; nothing when there may be more of this day. The newest go first: after a crash its key may
 * be there still, and no entry may open whose parts an older one held.
 */
async function sweepDay(engine: Engine, ofDay: string, size: number, most: number): Promise<number> {
  const pseudonym = ofDay.slice(0, pseudonymLength)
  const [from, until] = await placesOf(engine, dayIn(ofDay), size)
  const spans = await engine.all(
    `SELECT first_place FROM sealed_spans WHERE subject = $1 AND first_place > $2 AND first_place < $3
      ORDER BY first_place DESC LIMIT ${mostBytes / bytesOfSpan}`,
    ...[pseudonym, from - placesOfSpan, until],
  )
  let left = most
  for (const { first_place } of spans) {
    const first = Number(first_place)
    const rows = await engine.all(
      `SELECT place, subject, CAST(LENGTH(sealed) AS BIGINT) AS bytes FROM seals
        WHERE place >= $1 AND place < $2 AND SUBSTR(subject, 1, ${pseudonymLength}) = $3 ORDER BY place DESC`,
      ...[first, first + placesOfSpan, pseudonym],
    )
    left -= bytesOfSpan
    const taken: number[][] = []
    for (const { place, bytes } of rows.filter(({ subject }) => subject === ofDay)) {
      if (left <= 0) break
      taken.push([Number(place)])
      left -= bytesOfRow + Number(bytes)
    }
    await engine.write('DELETE FROM seals WHERE place = $1', taken)
    // Where a subject has a span, it has a seal in it.
    const isEmpty = taken.length === rows.length
    if (isEmpty)
      await engine.write('DELETE FROM sealed_spans WHERE subject = $1 AND first_place = $2', [[pseudonym, first]])
    if (left <= 0) return 0
  }
  return left
}

/** Where in the log a day lies: from one place up to but not with another. */
async function placesOf(engine: Engine, day: string, size: number): Promise<readonly [from: number, until: number]> {
  const log = new LogReader((sql, ...values) => engine.all(sql, ...values))
  const from = Date.parse(day)
  return [placeOf(await log.firstSince(from, size)), placeOf(await log.firstSince(from + dayMs, size))]
}
