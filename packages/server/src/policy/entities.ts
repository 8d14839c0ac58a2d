// SPDX-License-Identifier: EUPL-1.2
import type { Agent, Organisation, Route, Tool } from '../organisation/index.ts'
import { type CallShape, shapeOfTool } from './facts.ts'
import { modelFactsOf } from './model-facts.ts'
import { Entity, type RecordValue } from './value.ts'

export const callModel = new Entity('Action', 'callModel')
export const callTool = new Entity('Action', 'callTool')
export const releaseResult = new Entity('Action', 'releaseResult')

export function agentEntity(agent: Agent, standing: RecordValue = {}): Entity {
  return new Entity('Agent', agent.id, keysOf('System', [agent.system]), standing)
}

export function toolEntity(tool: Tool): Entity {
  const groups = [...keysOf('ToolGroup', tool.groups), ...keysOf('ToolServer', [tool.server])]
  return new Entity('Tool', tool.name, new Set(groups), {})
}

/** A model at one of its providers: each route is judged as a resource of its own. */
export function modelEntity({ provider, model }: Route): Entity {
  return new Entity('Model', model.id, keysOf('Provider', [provider.id]), modelFactsOf(provider))
}

function keysOf(type: string, ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.map((id) => new Entity(type, id).key))
}

/** Something that agents of this organisation can call, or a result of it that is to go to one. */
export interface Target {
  readonly action: Entity
  readonly resource: Entity
  readonly shape: CallShape
}

export function targetsOf(organisation: Organisation): readonly Target[] {
  const tools = [...organisation.tools.values()].flatMap((tool): Target[] => {
    const server = organisation.servers.get(tool.server)
    if (server === undefined) return []
    return [{ action: callTool, resource: toolEntity(tool), shape: shapeOfTool(server, tool) }]
  })
  const models = [...organisation.providers.values()].flatMap((provider) =>
    provider.models.map(
      (model): Target => ({ action: callModel, resource: modelEntity({ provider, model }), shape: 'model' }),
    ),
  )
  const calls = [...tools, ...models]
  return [...calls, ...calls.map((call) => ({ ...call, action: releaseResult }))]
}
