// SPDX-License-Identifier: EUPL-1.2

import type { Engine } from '../engine/engine.ts'
import { LogReader } from '../log-reader.ts'
import { isOfSubject, type Store } from '../store.ts'
import { dayIn, pseudonymLength } from './days.ts'
import { placeOf, placesOfSpan } from './seals.ts'

const dayMs = 86_400_000

/**
 * How much one transaction removes, because calls wait meanwhile (P4): a busy day of one run may have sealed gigabytes.
 * Counted in overwritten bytes; each row counts for some too.
 */
const mostBytes = 4 * 1024 * 1024
const bytesOfRow = 4 * 1024
const mostRows = mostBytes / bytesOfRow

/**
 * Removes rows that nobody can open, because their day's key is gone. True if there may be more. Within a transaction.
 */
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

/** Gives how much may still be removed; zero if there may be more of this day. */
async function sweepDay(engine: Engine, ofDay: string, size: number, most: number): Promise<number> {
  const pseudonym = ofDay.slice(0, pseudonymLength)
  const [from, until] = await placesOf(engine, dayIn(ofDay), size)
  // Other rows of the run may lie between them, which no pass removes: those sealed by versions that knew no days.
  const rows = await engine.all(
    `SELECT sealed_spans.first_place AS first, seals.place AS place, CAST(LENGTH(seals.sealed) AS BIGINT) AS bytes
      FROM sealed_spans CROSS JOIN seals
      WHERE sealed_spans.subject = $1 AND sealed_spans.first_place > $2 AND sealed_spans.first_place < $3
      AND seals.place >= sealed_spans.first_place AND seals.place < sealed_spans.first_place + ${placesOfSpan}
      AND seals.subject = $4 ORDER BY sealed_spans.first_place, seals.place LIMIT ${mostRows}`,
    ...[pseudonym, from - placesOfSpan, until, ofDay],
  )
  let left = most
  const taken: number[][] = []
  const spans = new Set<number>()
  for (const { first, place, bytes } of rows) {
    if (left <= 0) break
    taken.push([Number(place)])
    spans.add(Number(first))
    left -= bytesOfRow + Number(bytes)
  }
  await engine.write('DELETE FROM seals WHERE place = $1', taken)
  // A subject has a span only if it has a seal in it.
  const emptied = `DELETE FROM sealed_spans WHERE subject = $1 AND first_place = $2 AND NOT EXISTS (SELECT 1 FROM seals
    WHERE ${isOfSubject} AND seals.place >= $2 AND seals.place < $2 + ${placesOfSpan})`
  await engine.write(
    emptied,
    [...spans].map((first) => [pseudonym, first]),
  )
  return taken.length < rows.length || rows.length === mostRows ? 0 : left
}

/** The places of a day in the log: from the first, up to but without the second. */
async function placesOf(engine: Engine, day: string, size: number): Promise<readonly [from: number, until: number]> {
  const log = new LogReader(engine)
  const from = Date.parse(day)
  return [placeOf(await log.firstSince(from, size)), placeOf(await log.firstSince(from + dayMs, size))]
}
