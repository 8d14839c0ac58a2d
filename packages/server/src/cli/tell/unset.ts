// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import type { Terminal } from '../terminal.ts'

type Outside = Pick<Organisation, 'providers' | 'servers'>

/** Warns of providers and servers that can't be reached because the variable with their address is not set. */
export function tellUnset(
  { providers, servers }: Outside,
  { environment, say }: Pick<Terminal, 'environment' | 'say'>,
): readonly string[] {
  const addresses = [
    ...[...providers.values()].map(({ id, url }) => ({ id, address: url })),
    ...[...servers.values()].flatMap((server) => {
      if (server.kind === 'mail') return [{ id: server.id, address: server.smtp }]
      return server.kind === 'mcp-http' ? [{ id: server.id, address: server.url }] : []
    }),
  ]
  return addresses
    .filter(({ address }) => address.default === undefined && environment[address.env] === undefined)
    .map(({ id, address: { env } }) =>
      say(
        `Let op: ${env} is niet gezet, dus ${id} is niet te bereiken. Zet ${env} en start opnieuw.`,
        `Take note: ${env} is not set, so ${id} can't be reached. Set ${env} and start again.`,
      ),
    )
}
