// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import { OrganisationError } from './document.ts'
import type { Organisation } from './organisation.ts'
import { placesOf } from './places.ts'
import { problemAt } from './problem.ts'
import { overlaps } from './server-problems.ts'

/**
 * Refuses a tool server or a source whose folder overlaps our data folder: it could read the keys to all that is sealed
 * (P7). The data folder exists. Throws OrganisationError.
 */
export function requireApart(organisation: Organisation, dataFolder: string): void {
  const { folder, servers, sources } = organisation
  const places = placesOf(organisation)
  const problems = [
    ...[...servers.values()].map((entry, at) => ({ entry, path: ['servers', at, 'folder'] })),
    ...[...sources.values()].map((entry, at) => ({ entry, path: ['sources', at, 'folder'] })),
  ].flatMap(({ entry, path }) =>
    'folder' in entry && overlaps(resolve(folder, entry.folder), dataFolder)
      ? [
          problemAt(
            places.at('tools.yaml', path),
            `de map ${entry.folder} overlapt de gegevens van Sluis zelf; kies een map daarnaast`,
            `the folder ${entry.folder} overlaps Sluis' own data; give it one beside`,
          ),
        ]
      : [],
  )
  if (problems.length > 0) throw new OrganisationError(problems)
}
