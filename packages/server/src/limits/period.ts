// SPDX-License-Identifier: EUPL-1.2
export type Per = 'day' | 'month'

/** The period of a daily or a monthly budget: `2026-11-22` or `2026-11`. */
export function periodOf(day: string, per: Per): string {
  return per === 'day' ? day : day.slice(0, 7)
}

export const minuteMs = 60_000
