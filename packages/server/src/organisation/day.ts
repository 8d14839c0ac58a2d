// SPDX-License-Identifier: EUPL-1.2

/** Everywhere on earth a day begins on a quarter of an hour. */
const quarterMs = 900_000

interface Zone {
  readonly format: Intl.DateTimeFormat
  quarter: number
  day: string
}

/** Every call asks for the day several times, and a formatter is slow. */
const zones = new Map<string, Zone>()

/** The day as `YYYY-MM-DD` in an organisation's time zone; such texts sort by date. */
export function dayIn(timeZone: string, atMs: number): string {
  let zone = zones.get(timeZone)
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    zone = { format, quarter: Number.NaN, day: '' }
    zones.set(timeZone, zone)
  }
  const quarter = Math.floor(atMs / quarterMs)
  if (quarter !== zone.quarter) {
    zone.day = zone.format.format(atMs)
    zone.quarter = quarter
  }
  return zone.day
}

/** The moment when a day, `YYYY-MM-DD`, is over in a time zone. */
export function endOfDay(timeZone: string, day: string): number {
  // By bisection: a day has 23 to 25 hours where clocks change, and zones lie from 14 hours ahead of UTC to 12 behind.
  const utc = Date.parse(day)
  let [inside, outside] = [utc - dayMs, utc + 3 * dayMs]
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (dayIn(timeZone, middle) <= day) inside = middle
    else outside = middle
  }
  return outside
}

const dayMs = 24 * 3_600_000
