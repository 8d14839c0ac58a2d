// SPDX-License-Identifier: EUPL-1.2
import { type Organisation, routesTo } from '../organisation/index.ts'
import { modelFactsOf } from '../policy/index.ts'
import type { Ask, Target } from './call.ts'

/** What the organisation knows of the thing that is called; undefined for what nobody admitted (P10). */
export function targetOf(
  organisation: Organisation,
  { action, name }: Pick<Ask, 'action' | 'name'>,
): Target | undefined {
  if (action === 'callModel') {
    const [route] = routesTo(organisation, name)
    if (route === undefined) return undefined
    const { provider } = route
    return {
      kind: 'model',
      resource: { kind: 'model', model: name, provider: provider.id, facts: modelFactsOf(provider) },
    }
  }
  const tool = organisation.tools.get(name)
  if (tool === undefined) return undefined
  return { kind: 'tool', tool, resource: { kind: 'tool', tool: name, server: tool.server, groups: tool.groups } }
}

/** Agents may name anything; a name that nobody knows does not go into a public leaf (P7). */
export function publicName(organisation: Organisation, ask: Pick<Ask, 'action' | 'name'>): string {
  return targetOf(organisation, ask) === undefined ? 'unknown' : ask.name
}
