// SPDX-License-Identifier: EUPL-1.2

/** The end of a day on this wall, as the browser's own field has it (`2026-03-03`); undefined for none. */
export function dayIn(field: string): number | undefined {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = field.split('-').map(Number)
  const end = new Date(year, month - 1, day + 1).getTime()
  return Number.isNaN(end) || end < 0 ? undefined : end
}

/** The last day before a moment, for that field. */
export function dayBefore(moment: number | undefined): string {
  if (moment === undefined) return ''
  const last = new Date(moment - 1)
  const [month, day] = [last.getMonth() + 1, last.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${last.getFullYear()}-${month}-${day}`
}
