// SPDX-License-Identifier: EUPL-1.2

/** Epoch milliseconds; undefined for now, and for what is no moment. */
export function momentIn(value: string): number | undefined {
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}
