// SPDX-License-Identifier: EUPL-1.2
import type { FactKind, FactValue } from '../api-systems.ts'
import type { Words } from '../language/later.ts'

/** An answer as people read it. */
export function factText(value: FactValue, kind: FactKind | undefined, { system, roles, sections }: Words): string {
  if (typeof value === 'boolean') return value ? system.yes : system.no
  if (value === 'unknown') return system.unknown
  const names: Readonly<Record<string, string>> = kind === 'roles' ? roles : kind === 'section' ? sections : {}
  const all = typeof value === 'object' ? value : [value]
  return all.map((one) => names[one] ?? `${one}`).join(', ')
}
