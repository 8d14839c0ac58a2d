// SPDX-License-Identifier: EUPL-1.2
import { existsSync, realpathSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Organisation } from './organisation.ts'
import type { Places } from './places.ts'
import { type Place, type Problem, problemAt } from './problem.ts'

/** Mail without a server, a source that doesn't exist, and folders that are missing or are our own. */
export function problemsOfServers(
  { folder, servers, sources, settings }: Organisation,
  places: Places,
): readonly Problem[] {
  const { notify } = settings
  const mailServers = [...servers.values()].filter(({ kind }) => kind === 'mail').map(({ id }) => id)
  return [
    ...(notify === undefined || mailServers.includes(notify.through)
      ? []
      : [
          problemAt(
            places.at('organisation.yaml', ['notify', 'through']),
            `${notify.through} is geen mailserver; noem een server uit tools.yaml met kind: mail`,
            `${notify.through} is no mail server; name a server of tools.yaml with kind: mail`,
          ),
        ]),
    ...[...servers.values()].flatMap((server, at): readonly Problem[] => {
      const placeOf = (field: string) => places.at('tools.yaml', ['servers', at, field])
      if (server.kind === 'mcp-stdio') return problemsOfFolder(placeOf('folder'), folder, server.folder)
      if (server.kind !== 'mail' || server.source === undefined || sources.has(server.source)) return []
      return [
        problemAt(
          placeOf('source'),
          `er is geen bron ${server.source}; voeg haar toe onder sources of verbeter de naam`,
          `there is no source ${server.source}; add it under sources or mend the name`,
        ),
      ]
    }),
    ...[...sources.values()].flatMap((source, at) =>
      problemsOfFolder(places.at('tools.yaml', ['sources', at, 'folder']), folder, source.folder),
    ),
  ]
}

/** A tool server that could reach the organisation's own files could rewrite the rules it lives under (P9). */
function problemsOfFolder(place: Place, organisationFolder: string, folder: string): readonly Problem[] {
  const path = resolve(organisationFolder, folder)
  if (!existsSync(path)) {
    return [
      problemAt(
        place,
        `de map ${folder} bestaat niet; maak haar of verbeter de naam`,
        `the folder ${folder} does not exist; make it or mend the name`,
      ),
    ]
  }
  if (!overlaps(path, organisationFolder)) return []
  return [
    problemAt(
      place,
      `de map ${folder} overlapt de map van de organisatie zelf; kies een map daarnaast`,
      `the folder ${folder} overlaps the organisation's own folder; give it one beside it`,
    ),
  ]
}

/** Whether one folder lies in the other or is the same, links followed. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [realpathSync(a) + sep, realpathSync(b) + sep]
  return first.startsWith(second) || second.startsWith(first)
}
