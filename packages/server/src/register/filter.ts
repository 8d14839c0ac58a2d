// SPDX-License-Identifier: EUPL-1.2
import type { SystemSummary } from './view.ts'

/** What a list is narrowed to: a system must match every member that is given. */
export interface SystemFilter {
  readonly label?: string | undefined
  readonly strictest?: string | undefined
  readonly stage?: string | undefined
  readonly owner?: string | undefined
  readonly department?: string | undefined
  /** Only systems whose class may still change by an answer. */
  readonly open?: boolean | undefined
}

const members = ['label', 'strictest', 'stage', 'owner'] as const

export function fits(system: SystemSummary, filter: SystemFilter): boolean {
  const { open, department } = filter
  if (open === true && system.openQuestions === 0) return false
  if (department !== undefined && !isSameDepartment(department, system.department)) return false
  return members.every((member) => filter[member] === undefined || filter[member] === system[member])
}

/** Different people write these files: capitals and spaces around a name don't make another department. */
function isSameDepartment(one: string, other: string | undefined): boolean {
  return one.trim().toLowerCase() === other?.trim().toLowerCase()
}
