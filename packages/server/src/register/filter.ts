// SPDX-License-Identifier: EUPL-1.2
import type { RegisteredSystem } from './view.ts'

/** What a list is narrowed to; every member that is given has to fit. */
export interface SystemFilter {
  readonly label?: string | undefined
  readonly strictest?: string | undefined
  readonly stage?: string | undefined
  readonly owner?: string | undefined
  readonly department?: string | undefined
  /** Only systems of which an answer may still change the class. */
  readonly open?: boolean | undefined
}

const members = ['label', 'strictest', 'stage', 'owner'] as const

export function fits(system: RegisteredSystem, filter: SystemFilter): boolean {
  const { open, department } = filter
  if (open === true && system.openQuestions === 0) return false
  if (department !== undefined && !isSameDepartment(department, system.department)) return false
  return members.every((member) => filter[member] === undefined || filter[member] === system[member])
}

/** Files are written by different people: capitals and spaces around a name make no other department. */
function isSameDepartment(one: string, other: string | undefined): boolean {
  return one.trim().toLowerCase() === other?.trim().toLowerCase()
}
