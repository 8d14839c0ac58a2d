// SPDX-License-Identifier: EUPL-1.2
import type { Organisation, Route, Tool } from '../../organisation/index.ts'
import { modelFactsOf } from '../../policy/index.ts'
import type { Ask, ModelTarget, Target, ToolTarget } from '../call.ts'

/** Everything in an organisation's files that a call can be aimed at, by name: a model at each of its providers, in order. */
interface Targets {
  readonly models: ReadonlyMap<string, readonly ModelTarget[]>
  readonly tools: ReadonlyMap<string, ToolTarget>
}

const kept = new WeakMap<Organisation, Targets>()

/** Asked several times for every call, so made once for each organisation that was loaded. */
function targetsIn(organisation: Organisation): Targets {
  const known = kept.get(organisation)
  if (known !== undefined) return known
  const models = new Map<string, ModelTarget[]>()
  for (const provider of organisation.providers.values()) {
    for (const model of provider.models) {
      if (model.admitted === undefined) continue
      models.set(model.id, [...(models.get(model.id) ?? []), targetAt({ provider, model })])
    }
  }
  const targets = { models, tools: new Map([...organisation.tools].map(([name, tool]) => [name, toolTarget(tool)])) }
  kept.set(organisation, targets)
  return targets
}

/**
 * What the organisation knows of the called thing, a model by its first route; undefined for what nobody admitted
 * (P10).
 */
export function targetOf(
  organisation: Organisation,
  { action, name, kind = 'tool' }: Pick<Ask, 'action' | 'name' | 'kind'>,
): Target | undefined {
  if (action === 'callModel') return targetsTo(organisation, name)[0]
  const target = targetsIn(organisation).tools.get(name)
  return target?.tool.kind === kind ? target : undefined
}

/** The routes to a model that somebody admitted, in the order of providers.yaml. */
export function targetsTo(organisation: Organisation, model: string): readonly ModelTarget[] {
  return targetsIn(organisation).models.get(model) ?? []
}

function targetAt(route: Route): ModelTarget {
  const { provider, model } = route
  const facts = modelFactsOf(provider)
  return {
    kind: 'model',
    route,
    resource: Object.freeze({ kind: 'model', model: model.id, provider: provider.id, facts }),
  }
}

function toolTarget(tool: Tool): ToolTarget {
  const { name, server, groups } = tool
  return { kind: 'tool', tool, resource: Object.freeze({ kind: 'tool', tool: name, server, groups }) }
}

/** Agents may name anything; an unknown name does not go into a public leaf (P7). */
export function publicName(organisation: Organisation, ask: Pick<Ask, 'action' | 'name' | 'kind'>): string {
  return targetOf(organisation, ask) === undefined ? 'unknown' : ask.name
}

/** The name of a route in the log. */
export function routeName({ provider, model }: Route): string {
  return `${provider.id}/${model.id}`
}
