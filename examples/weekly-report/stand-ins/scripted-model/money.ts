// SPDX-License-Identifier: EUPL-1.2

/** Cents of an amount with a point before its decimals, as UBL writes it, or a comma, as Dutch exports do. */
export function parseCents(text: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (match === null) return undefined
  const [, sign, euros, decimals = ''] = match
  const cents = Number(euros) * 100 + Number(decimals.padEnd(2, '0'))
  return sign === '-' ? -cents : cents
}

/** Cents as a Dutch reader writes them: `€ 1.234,56`. */
export function formatCents(cents: number): string {
  const [euros, decimals] = (Math.abs(cents) / 100).toFixed(2).split('.')
  return `€ ${cents < 0 ? '-' : ''}${euros?.replace(/\B(?=(?:\d{3})+$)/g, '.')},${decimals}`
}

/** Every amount with two decimals in a text, in cents, whichever way it marks thousands and decimals. */
export function amountsIn(text: string): readonly number[] {
  return [...text.matchAll(/(-?)(?<![\d.,])(\d{1,3}(?:[.,\u00a0 ]\d{3}){1,4}|\d{1,12})[.,](\d{2})(?![\d.,]*\d)/g)].map(
    ([, sign, whole, decimals]) => Number(`${sign}${whole?.replace(/\D/g, '')}${decimals}`),
  )
}
