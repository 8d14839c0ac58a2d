// SPDX-License-Identifier: EUPL-1.2

const maxDepth = 32

/**
 * Whether parsed JSON is no deeper than honest arguments are, and all its text is Unicode, so that it has a single
 * digest.
 */
export function isBoundedJson(value: unknown): boolean {
  // A list instead of recursion: a megabyte of brackets nests deeper than the stack.
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !value.isWellFormed()) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth === maxDepth) return false
    for (const [key, member] of Object.entries(value)) {
      if (!key.isWellFormed()) return false
      left.push({ value: member, depth: depth + 1 })
    }
  }
  return true
}
