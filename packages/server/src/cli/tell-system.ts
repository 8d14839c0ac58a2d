// SPDX-License-Identifier: EUPL-1.2
import type { Difference, RegisteredSystem, SeenSystem } from '../register/index.ts'
import type { Terminal } from './terminal.ts'

export function tellSystem(system: RegisteredSystem, { say }: Pick<Terminal, 'say'>): string {
  const { id, name, label, strictest, stage, waitsForAssessor, isDisputed, openQuestions } = system
  const may = label === strictest ? '' : say(`, strengst mogelijk: ${strictest}`, `, strictest possible: ${strictest}`)
  const open = openQuestions === 0 ? '' : say(`, ${openQuestions} vragen open`, `, ${openQuestions} questions open`)
  const waits = waitsForAssessor ? say(', wacht op een tweede beoordelaar', ', waits for a second assessor') : ''
  const disputed = isDisputed ? say(', beoordelaars verschillen', ', assessors differ') : ''
  return `${id} (${name}): ${label}${may}, ${stage}${open}${waits}${disputed}`
}

export function tellUnregistered({ id, agents, traffic }: SeenSystem, { say }: Pick<Terminal, 'say'>): string {
  const calls = traffic.reduce((sum, one) => sum + one.calls, 0)
  return say(
    `${id}: niet geregistreerd, dus alles wordt geweigerd (${calls} aanroepen van ${agents.join(', ')})`,
    `${id}: not registered, so everything is refused (${calls} calls by ${agents.join(', ')})`,
  )
}

export function tellDifference({ system, label, strictest, added, removed, changed }: Difference): string {
  const turned = [label, strictest].flatMap((change) => (change === null ? [] : [`${change.before} → ${change.after}`]))
  const listed = [...added.map((id) => `+${id}`), ...removed.map((id) => `-${id}`), ...changed.map((id) => `~${id}`)]
  return [`${system}:`, ...new Set(turned), ...listed].join(' ')
}
