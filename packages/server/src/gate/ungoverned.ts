// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import type { Ask } from './call.ts'
import { GateError } from './error.ts'

/** What an agent may offer its model without that the gate sees it carried out: the names that its system allows. */
export function ungoverned(organisation: Organisation, { caller, offers = [] }: Ask): readonly string[] {
  const system = organisation.systems.get(caller.system)
  return offers.filter((name) => !isGoverned(name, system?.tools ?? []) && system?.localTools.includes(name) === true)
}

/**
 * Refuses a function that neither passes the gate nor is allowed as the agent's own: what it does would be seen by
 * nobody (P10). A name proves nothing about what an agent does with it; this keeps an honest one from going around the
 * gate unnoticed, and has a dishonest one say so in the log.
 */
export function refuseUngoverned(organisation: Organisation, { caller, offers = [] }: Ask): void {
  const system = organisation.systems.get(caller.system)
  const unknown = offers.filter(
    (name) => !isGoverned(name, system?.tools ?? []) && system?.localTools.includes(name) !== true,
  )
  if (unknown.length === 0) return
  const named = unknown.slice(0, 5).map((name) => name.slice(0, 64))
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : ''
  throw new GateError(
    'tool-ungoverned',
    `${named.join(', ')}${more}: no tool of system ${caller.system} at the gate. Call a tool through the gate's /mcp, or ` +
      `have the organisation allow it as the agent's own, in localTools of systems/${caller.system}.yaml`,
  )
}

/** As the gate calls a tool, or with the name of a server before it and two underscores, as SDKs shape it for a model. */
function isGoverned(name: string, tools: readonly string[]): boolean {
  return tools.some((tool) => name === tool || name.endsWith(`__${tool}`))
}

/** What a leaf has room for beside its other fields. */
const maxNamesLength = 600

/** The names for a leaf: they stand in the organisation's own files, so they are nobody's secret. */
export function toldUngoverned(names: readonly string[]): readonly string[] | undefined {
  if (names.length === 0) return undefined
  const told: string[] = []
  let length = 0
  for (const name of names) {
    length += name.length + 3
    if (length > maxNamesLength) return [...told, `and ${names.length - told.length} more`]
    told.push(name)
  }
  return told
}
