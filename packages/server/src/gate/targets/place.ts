// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import type { Target } from '../call.ts'

/** What a server's entry offers; the rest of it says where the server is, and as whom it is asked. */
const offered: ReadonlySet<string> = new Set(['tools', 'prompts', 'resources'])

/**
 * Where a call of this target goes by the organisation's files, as text. People approve a call there. Another server,
 * address or sender under the same name, or a model that another provider or country serves, is not what they saw (P5).
 */
export function placeOf({ servers }: Organisation, target: Target): string {
  if (target.kind === 'model') {
    const { provider, model } = target.route
    return JSON.stringify([provider.id, provider.url, model.id, model.served, target.resource.facts])
  }
  const { kind, server, upstreamName } = target.tool
  const where = Object.entries(servers.get(server) ?? {}).filter(([name]) => !offered.has(name))
  return JSON.stringify([kind, upstreamName, Object.fromEntries(where)])
}
