// SPDX-License-Identifier: EUPL-1.2

const legalForms = /\b(?:b\s?v|n\s?v|v\s?o\s?f|cv|eenmanszaak|holding|ltd|gmbh|inc)\b/g

/** A name without case, accents, punctuation and legal form. */
function plain(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('.', ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(legalForms, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether a hasty reader may take one name for the other: equal but for two letters, or one more word. */
export function nearlySameName(a: string, b: string): boolean {
  const [first, second] = [plain(a), plain(b)]
  if (first.length < 4 || second.length < 4) return false
  if (distance(first, second) <= 2) return true
  const [shorter, longer] = first.length < second.length ? [first, second] : [second, first]
  return shorter.includes(' ') && longer.startsWith(`${shorter} `)
}

/** Letters to add, drop or change to make one word of the other (Levenshtein's distance). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
