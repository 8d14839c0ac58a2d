// SPDX-License-Identifier: EUPL-1.2
import { type Entry, integer, type Projection } from '../journal/index.ts'

/**
 * Calls that passed the gate or were turned away there, by system, agent and what was called: discovery starts here.
 */
export const traffic: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_traffic',
      columns: {
        system: 'TEXT',
        agent: 'TEXT',
        action: 'TEXT',
        resource: 'TEXT',
        provider: 'TEXT',
        calls: 'BIGINT',
        passed: 'BIGINT',
        first_at: 'BIGINT',
        last_at: 'BIGINT',
      },
      key: ['system', 'agent', 'action', 'resource', 'provider'],
    },
  ],
  kinds: ['call.allowed', 'call.denied', 'call.held'],
  needs: (entry) => [{ table: 'register_traffic', key: keyOf(entry) }],
  apply: (entry, rows) => {
    const [system, agent, action, resource, provider] = keyOf(entry)
    const before = rows('register_traffic', system, agent, action, resource, provider)
    const row = {
      ...{ system, agent, action, resource, provider },
      calls: (before === undefined ? 0 : integer(before, 'calls')) + 1,
      passed: (before === undefined ? 0 : integer(before, 'passed')) + (entry.kind === 'call.allowed' ? 1 : 0),
      first_at: before === undefined ? entry.at : integer(before, 'first_at'),
      last_at: entry.at,
    }
    return [{ put: 'register_traffic', row }]
  },
}

type Key = readonly [system: string, agent: string, action: string, resource: string, provider: string]

/** Leaves hold no name that nobody admitted: there, and so here, it is `unknown`. */
function keyOf({ data }: Entry): Key {
  const [route] = Array.isArray(data.routes) ? data.routes : []
  const provider = typeof route === 'string' ? route.slice(0, Math.max(0, route.indexOf('/'))) : ''
  return [String(data.system), String(data.agent), String(data.action), String(data.resource), provider]
}
