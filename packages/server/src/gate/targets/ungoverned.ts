// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'

/**
 * The functions that an agent may offer its model though the gate does not see them carried out: the names that its
 * system allows.
 */
export function ungoverned(organisation: Organisation, ask: Ask): readonly string[] {
  const local = organisation.systems.get(ask.caller.system)?.localTools ?? []
  return outsideTheGate(organisation, ask).filter((name) => local.includes(name))
}

/**
 * Refuses a function that neither passes the gate nor is allowed as the agent's own: nobody would see what it does
 * (P10). A name proves nothing about what an agent does with it. This keeps an honest agent from bypassing the gate
 * unnoticed, and makes a dishonest one say so in the log.
 */
export function refuseUngoverned(organisation: Organisation, ask: Ask): void {
  const { caller } = ask
  const local = organisation.systems.get(caller.system)?.localTools ?? []
  const unknown = outsideTheGate(organisation, ask).filter((name) => !local.includes(name))
  if (unknown.length === 0) return
  const named = unknown.slice(0, 5).map((name) => name.slice(0, 64))
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : ''
  throw new GateError(
    'tool-ungoverned',
    `${named.join(', ')}${more}: no tool of system ${caller.system} at the gate. Call a tool through the gate's /mcp, or ` +
      `have the organisation allow it as the agent's own, in localTools of systems/${caller.system}.yaml`,
  )
}

/** What an agent offers beside the tools of its system. */
function outsideTheGate({ systems }: Organisation, { caller, offers = [] }: Ask): readonly string[] {
  if (offers.length === 0) return offers
  const tools = new Set(systems.get(caller.system)?.tools)
  return offers.filter((name) => !isGoverned(name, tools))
}

/** The longest name of a tool with a server's name before it. */
const maxNameLength = 256

/** The gate's name for a tool, or that after a server's name and two underscores, as SDKs write it for a model. */
function isGoverned(name: string, tools: ReadonlySet<string>): boolean {
  if (tools.has(name)) return true
  if (name.length > maxNameLength) return false
  for (let at = name.indexOf('__'); at >= 0; at = name.indexOf('__', at + 1)) {
    if (tools.has(name.slice(at + 2))) return true
  }
  return false
}

/** The room that a leaf has for them beside its other fields. */
const maxNamesLength = 600

/** The names for a leaf. They stand in the organisation's own files, so they are nobody's secret. */
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
