// SPDX-License-Identifier: EUPL-1.2

/** Kept for a date without its time, or a time without its date: what the browser gives then is empty, as for now. */
export const halfFilled = 'half filled'

/** Epoch milliseconds, without `at` for now; undefined for what is no moment. */
export function momentIn(value: string): { readonly at?: number } | undefined {
  if (value === '') return {}
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : { at }
}
