// SPDX-License-Identifier: EUPL-1.2

/** Names with their values, as lines of two columns. */
export function columns(rows: readonly (readonly [string, string])[], indent = ''): readonly string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `${indent}${name.padEnd(width)}  ${text}`)
}
