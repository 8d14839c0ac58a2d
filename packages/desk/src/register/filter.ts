// SPDX-License-Identifier: EUPL-1.2
import type { SystemClass, SystemSummary } from '../api-systems.ts'
import { type WaitKind, waitKinds, waitsOf } from './waits.ts'

export const classes: readonly SystemClass[] = [
  'prohibited',
  'high',
  'limited',
  'minimal',
  'out_of_scope',
  'undetermined',
]
export const stages = ['test', 'released'] as const

/** What of the register is shown; it stands in the address, so that it can be kept and sent. */
export interface Filter {
  readonly q?: string
  readonly class?: SystemClass
  readonly stage?: (typeof stages)[number]
  readonly waits?: WaitKind
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value)

/** Whatever else stands in an address is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): Filter {
  const q = typeof search.q === 'string' && search.q !== '' ? search.q.slice(0, 200) : undefined
  const wanted = {
    q,
    class: oneOf(classes, search.class),
    stage: oneOf(stages, search.stage),
    waits: oneOf(waitKinds, search.waits),
  }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

export function matches(system: SystemSummary, { q = '', class: wanted, stage, waits }: Filter): boolean {
  const text = [system.id, system.name, system.purpose, system.department].join(' ').toLowerCase()
  return (
    q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (wanted === undefined || system.label === wanted || system.strictest === wanted) &&
    (stage === undefined || system.stage === stage) &&
    (waits === undefined || waitsOf(system).includes(waits))
  )
}
