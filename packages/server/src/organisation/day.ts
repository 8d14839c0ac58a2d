// SPDX-License-Identifier: EUPL-1.2

/** Making one is slow, and the day is asked at every call. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The day as `YYYY-MM-DD` in an organisation's time zone; later days are greater texts. */
export function dayIn(timeZone: string, atMs: number): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format.format(atMs)
}
