// SPDX-License-Identifier: EUPL-1.2
// Money is counted in whole cents: in binary fractions 0.10 + 0.20 is not 0.30, and a rule that compares sums would
// depend on the order of the lines.

/** Twelve digits before the point keep every sum of 10,000 lines within the safe integers. */
const decimal = /^([+-]?)([0-9]{1,12})(?:\.([0-9]{1,20}))?$/

/**
 * An xs:decimal as a whole number of units of `scale` decimals: `scaled('2015.86', 2)` is 201586. Undefined when the
 * text is no decimal, or is more precise than that.
 */
export function scaled(text: string, scale: number): number | undefined {
  const match = decimal.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(scale))) return undefined
  const value = Number(whole + fraction.slice(0, scale).padEnd(scale, '0'))
  return sign === '-' && value !== 0 ? -value : value
}

/** Euro cents from an amount as UBL writes it: `2015.86` is 201586. */
export const cents = (text: string): number | undefined => scaled(text, 2)

/** Euro cents from an amount as a Dutch export writes it: `2015,86` is 201586; thousands are not separated. */
export function dutchCents(text: string): number | undefined {
  return /^-?[0-9]{1,12},[0-9]{2}$/.test(text) ? cents(text.replace(',', '.')) : undefined
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
