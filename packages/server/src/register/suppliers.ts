// SPDX-License-Identifier: EUPL-1.2
// Who supplies what: from calls at the gate if there are any, and beside those what was only declared.
import { type Organisation, routesTo, type System } from '../organisation/index.ts'
import type { SeenSystem } from './seen.ts'

interface KnownSupplier {
  readonly id: string
  readonly name: string
  /** The provider of a model, a tool server, or a name that appears only in a system's file. */
  readonly what: 'provider' | 'tool-server' | 'named'
  /** The country whose law the owner answers to, with source and date; absent when it isn't known. */
  readonly jurisdiction?: { readonly is: string; readonly source: string; readonly asOf: string }
}

export interface Supplier extends KnownSupplier {
  /** How many calls went there. */
  readonly calls: number
  readonly systems: readonly string[]
  /** Whether calls to it were seen, or files merely name it. */
  readonly basis: 'seen' | 'declared'
  /** Whether a system's file names it, or a model or tool that it supplies. */
  readonly isDeclared: boolean
}

interface Found extends KnownSupplier {
  readonly system: string
  readonly calls: number
  readonly isDeclared: boolean
}

/** From what was seen and what the files say, the most called first. */
export function suppliersIn(organisation: Organisation, seen: readonly SeenSystem[]): readonly Supplier[] {
  const found = [
    ...seen.flatMap((system) => seenBy(organisation, system)),
    ...[...organisation.systems.values()].flatMap((system) => declaredBy(organisation, system)),
  ]
  const suppliers = [...Map.groupBy(found, ({ what, id }) => `${what} ${id}`).values()].flatMap(together)
  return suppliers.sort((one, other) => other.calls - one.calls)
}

function together(found: readonly Found[]): readonly Supplier[] {
  const [first] = found
  if (first === undefined) return []
  const { system, ...known } = first
  const calls = found.reduce((total, one) => total + one.calls, 0)
  const systems = [...new Set(found.map(({ system }) => system))].sort()
  const isDeclared = found.some((one) => one.isDeclared)
  return [{ ...known, calls, systems, basis: calls > 0 ? 'seen' : 'declared', isDeclared }]
}

function seenBy(organisation: Organisation, { id, traffic }: SeenSystem): readonly Found[] {
  return traffic.flatMap(({ what, supplier, passed }) => {
    if (supplier === undefined || passed === 0) return []
    const known = what === 'model' ? providerOf(organisation, supplier) : serverOf(supplier)
    return [{ ...known, system: id, calls: passed, isDeclared: false }]
  })
}

function declaredBy(organisation: Organisation, system: System): readonly Found[] {
  const { models, tools, register } = system
  const providers = models.flatMap((model) => routesTo(organisation, model).map(({ provider }) => provider.id))
  const servers = tools.flatMap((tool) => organisation.tools.get(tool)?.server ?? [])
  const known = [
    ...providers.map((id) => providerOf(organisation, id)),
    ...servers.map(serverOf),
    ...(register?.suppliers ?? []).map((name) => namedBy(organisation, name)),
  ]
  return known.map((one) => ({ ...one, system: system.id, calls: 0, isDeclared: true }))
}

function providerOf({ providers }: Organisation, id: string): KnownSupplier {
  const provider = providers.get(id)
  const jurisdiction = provider?.facts.jurisdiction
  return { id, name: provider?.name ?? id, what: 'provider', ...(jurisdiction && { jurisdiction }) }
}

function serverOf(id: string): KnownSupplier {
  return { id, name: id, what: 'tool-server' }
}

/** A name in a system's file means the provider or tool server of that name, and otherwise a supplier of its own. */
function namedBy(organisation: Organisation, name: string): KnownSupplier {
  const wanted = name.toLowerCase()
  const isIt = (one: string) => one.toLowerCase() === wanted
  const provider = [...organisation.providers.values()].find((one) => isIt(one.id) || isIt(one.name))
  if (provider !== undefined) return providerOf(organisation, provider.id)
  const server = [...organisation.servers.keys()].find(isIt)
  return server === undefined ? { id: name, name, what: 'named' } : serverOf(server)
}
