// SPDX-License-Identifier: EUPL-1.2
// What the gate saw, beside what was declared. Calls that never pass the gate are not seen here, and each answer says
// so.
import { integer, type Row, text } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import { isDescribed } from './facts.ts'

/** The coverage of a list, which is given with every list. */
export interface Coverage {
  /** Seen at the gate, from the log. */
  readonly seen: string
  /** Known only from the organisation's files. */
  readonly declared: string
}

export const coverage: Coverage = {
  seen: 'calls that reached the gate since the log began; what never passes the gate is not seen',
  declared: "what the organisation's own files say, as they were loaded last",
}

export interface Traffic {
  readonly what: 'model' | 'tool'
  /** `unknown` stands for all names that nobody admitted: those are not stored. */
  readonly name: string
  /** The provider of the model, or the id of the tool server; absent when the call went nowhere. */
  readonly supplier?: string
  readonly calls: number
  readonly passed: number
  readonly firstAt: number
  readonly lastAt: number
  /** Whether the system's own file names it. */
  readonly isDeclared: boolean
}

export interface SeenSystem {
  readonly id: string
  readonly agents: readonly string[]
  readonly isRegistered: boolean
  readonly traffic: readonly Traffic[]
}

/** Every system whose agents made calls, with what they called. */
export function seenIn(organisation: Organisation, rows: readonly Row[]): readonly SeenSystem[] {
  const bySystem = Map.groupBy(rows, (row) => text(row, 'system'))
  return [...bySystem].map(([id, own]) => ({
    id,
    agents: [...new Set(own.map((row) => text(row, 'agent')))].sort(),
    isRegistered: isDescribed(organisation.systems.get(id)),
    traffic: trafficOf(organisation, id, own),
  }))
}

function trafficOf(organisation: Organisation, id: string, rows: readonly Row[]): readonly Traffic[] {
  const system = organisation.systems.get(id)
  const byThing = Map.groupBy(rows, (row) => JSON.stringify([row.action, row.resource, row.provider]))
  return [...byThing.values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const name = text(first, 'resource')
    const what = first.action === 'callModel' ? 'model' : 'tool'
    const supplier = what === 'model' ? text(first, 'provider') : (organisation.tools.get(name)?.server ?? '')
    const names: readonly string[] = (what === 'model' ? system?.models : system?.tools) ?? []
    const sum = (column: string) => own.reduce((total, row) => total + integer(row, column), 0)
    return [
      {
        what,
        name,
        ...(supplier === '' ? {} : { supplier }),
        calls: sum('calls'),
        passed: sum('passed'),
        firstAt: Math.min(...own.map((row) => integer(row, 'first_at'))),
        lastAt: Math.max(...own.map((row) => integer(row, 'last_at'))),
        isDeclared: names.includes(name),
      },
    ]
  })
}
