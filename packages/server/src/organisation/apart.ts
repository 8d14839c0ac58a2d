// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import { OrganisationError } from './document.ts'
import type { Organisation } from './organisation.ts'
import { overlaps } from './references.ts'

/**
 * A tool server or a source whose folder holds our data could read the keys to all that is sealed (P7). The data folder
 * exists. Throws OrganisationError.
 */
export function requireApart({ folder, servers, sources }: Organisation, dataFolder: string): void {
  const local = [...servers.values()].flatMap((server) => (server.kind === 'mcp-stdio' ? [server] : []))
  const problems = [...local, ...sources.values()]
    .filter((entry) => overlaps(resolve(folder, entry.folder), dataFolder))
    .map(
      ({ id, folder: named }) => `tools.yaml: ${id}: the folder ${named} overlaps Sluis' own data; give it one beside`,
    )
  if (problems.length > 0) throw new OrganisationError(problems)
}
