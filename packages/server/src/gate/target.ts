// SPDX-License-Identifier: EUPL-1.2
import { type Organisation, type Route, routesTo } from '../organisation/index.ts'
import { modelFactsOf } from '../policy/index.ts'
import type { Ask, ModelTarget, Target } from './call.ts'

/** What the organisation knows of the thing that is called, a model by its first route; undefined for what nobody admitted (P10). */
export function targetOf(
  organisation: Organisation,
  { action, name, kind = 'tool' }: Pick<Ask, 'action' | 'name' | 'kind'>,
): Target | undefined {
  if (action === 'callModel') {
    const [route] = routesTo(organisation, name)
    return route && targetAt(route)
  }
  const tool = organisation.tools.get(name)
  if (tool?.kind !== kind) return undefined
  return { kind: 'tool', tool, resource: { kind: 'tool', tool: name, server: tool.server, groups: tool.groups } }
}

export function targetAt(route: Route): ModelTarget {
  const { provider, model } = route
  const resource = { kind: 'model', model: model.id, provider: provider.id, facts: modelFactsOf(provider) } as const
  return { kind: 'model', route, resource }
}

/** Agents may name anything; a name that nobody knows does not go into a public leaf (P7). */
export function publicName(organisation: Organisation, ask: Pick<Ask, 'action' | 'name' | 'kind'>): string {
  return targetOf(organisation, ask) === undefined ? 'unknown' : ask.name
}

/** As the log names a route. */
export function routeName({ provider, model }: Route): string {
  return `${provider.id}/${model.id}`
}
