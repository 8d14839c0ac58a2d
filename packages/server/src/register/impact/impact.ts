// SPDX-License-Identifier: EUPL-1.2
// What AI changes in each part of the organisation: which systems, how strict their class, whose work and lives they
// affect, who supplies them, and what nobody has said or done yet.
import { type Class, type IsoDate, type Law, strictestOf } from '@sluis/ai-act'
import type { Organisation } from '../../organisation/index.ts'
import { evaluated } from '../evaluated.ts'
import { type Missing, missingOf, missingRegistration } from '../missing.ts'
import type { RegisteredSystem } from '../registered.ts'
import { type Coverage, coverage, type SeenSystem } from '../seen.ts'
import { type Supplier, suppliersIn } from '../suppliers.ts'
import { summaryOf } from '../view.ts'

export interface Impact {
  readonly on: IsoDate
  readonly law: string
  /** In order of name; systems without a department come last. */
  readonly departments: readonly DepartmentImpact[]
  readonly coverage: Coverage
}

export interface DepartmentImpact {
  /** Null for systems whose file names no department. */
  readonly department: string | null
  readonly strictest: Class
  /** How many systems each class has, on the facts known. */
  readonly byClass: Readonly<Record<string, number>>
  readonly systems: readonly SystemImpact[]
  readonly suppliers: readonly Supplier[]
}

export interface SystemImpact {
  readonly id: string
  readonly name: string
  /** `unregistered` for systems that were only seen at the gate. */
  readonly label: string
  readonly strictest: Class
  readonly stage: string
  readonly calls: number
  /** What the files say about people and their work; absent for a system that nobody registered. */
  readonly work?: {
    readonly purpose: string
    readonly problem: string
    readonly baseline: string
    readonly measure: string
    readonly measured?: string
    readonly users: string
    readonly affected: string
    readonly objection: string
  }
  readonly suppliers: readonly Supplier[]
  readonly missing: readonly Missing[]
}

interface ImpactGround {
  readonly organisation: Organisation
  readonly registered: readonly RegisteredSystem[]
  readonly seen: ReadonlyMap<string, SeenSystem>
  readonly on: IsoDate
  readonly law: Law
}

/** For all departments or for one, whose name must match the files' but for capitals. */
export function impactOf(ground: ImpactGround, department?: string): Impact {
  const { registered, seen, on, law } = ground
  const ids = new Set(registered.map(({ system }) => system.id))
  const all = [
    ...registered.map((one) => ({
      department: one.system.register.department ?? null,
      impact: systemImpact(ground, one),
    })),
    ...[...seen.values()]
      .filter(({ id }) => !ids.has(id))
      .map((one) => ({ department: null, impact: unregisteredImpact(ground, one) })),
  ]
  const keyOf = (name: string | null) => name?.trim().toLowerCase()
  const wanted = all.filter((one) => department === undefined || keyOf(one.department) === keyOf(department))
  const grouped = [...Map.groupBy(wanted, (one) => keyOf(one.department)).values()]
  const departments = grouped.map((own) => departmentImpact(ground, own))
  return { on, law: law.version, departments: departments.sort(byName), coverage }
}

function byName({ department: one }: DepartmentImpact, { department: other }: DepartmentImpact): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
  return one.localeCompare(other, 'nl')
}

interface Placed {
  readonly department: string | null
  readonly impact: SystemImpact
}

function departmentImpact(ground: ImpactGround, own: readonly Placed[]): DepartmentImpact {
  const systems = own.map(({ impact }) => impact)
  const byLabel = Map.groupBy(systems, ({ label }) => label)
  return {
    department: own[0]?.department ?? null,
    strictest: strictestOf('out_of_scope', ...systems.map(({ strictest }) => strictest)),
    byClass: Object.fromEntries([...byLabel].map(([label, some]) => [label, some.length])),
    systems,
    suppliers: suppliersOf(
      ground,
      systems.map(({ id }) => id),
    ),
  }
}

/** The suppliers of these systems only, with the calls of these systems only. */
function suppliersOf({ organisation, seen }: ImpactGround, ids: readonly string[]): readonly Supplier[] {
  const systems = new Map(ids.flatMap((id) => organisation.systems.get(id) ?? []).map((system) => [system.id, system]))
  return suppliersIn(
    { ...organisation, systems },
    ids.flatMap((id) => seen.get(id) ?? []),
  )
}

function callsOf({ seen }: ImpactGround, id: string): number {
  return (seen.get(id)?.traffic ?? []).reduce((total, { calls }) => total + calls, 0)
}

function systemImpact(ground: ImpactGround, registered: RegisteredSystem): SystemImpact {
  const { on, law } = ground
  const { system, facts } = registered
  const { id, name, purpose, register } = system
  const summary = summaryOf({ law, today: () => on }, registered)
  const { open, obligations, strictest } = evaluated(ground, facts, on)
  const suppliers = suppliersOf(ground, [id])
  const calls = callsOf(ground, id)
  const questions = open.filter(({ about }) => about === 'class').length
  const asksFria = obligations.some((obligation) => obligation.id === 'O-27')
  const { problem, baseline, benefit, users, affected } = register
  return {
    ...{ id, name, label: summary.label, strictest, stage: summary.stage, calls, suppliers },
    work: {
      purpose,
      problem,
      baseline,
      ...benefitOf(benefit),
      users,
      affected: affected.who,
      objection: affected.objection,
    },
    missing: missingOf({ summary, system, questions, suppliers, calls, asksFria }),
  }
}

function benefitOf({ measure, measured }: RegisteredSystem['system']['register']['benefit']) {
  return { measure, ...(measured === undefined ? {} : { measured }) }
}

/** A system that nobody registered counts as the strictest (P10). */
function unregisteredImpact(ground: ImpactGround, { id }: SeenSystem): SystemImpact {
  const name = ground.organisation.systems.get(id)?.name ?? id
  const suppliers = suppliersOf(ground, [id])
  const calls = callsOf(ground, id)
  const classes = { label: 'unregistered', strictest: 'prohibited', stage: 'unregistered' } as const
  return { id, name, ...classes, calls, suppliers, missing: [missingRegistration] }
}
