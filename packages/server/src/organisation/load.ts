// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from '@sluis/ai-act'
import type { z } from 'zod'
import { detectorsFile, detectorsOf } from './detectors.ts'
import { OrganisationError, readDocument } from './document.ts'
import { digestOf, readFolder, type SourceFile } from './folder.ts'
import { issuersFile } from './issuer.ts'
import type { Document, Organisation, PolicyFile, Tool } from './organisation.ts'
import { readPack } from './packs.ts'
import { type Places, placesOf } from './places.ts'
import { type Place, type Problem, problemAt, tellPlace } from './problem.ts'
import { providersFile } from './provider-schema.ts'
import { problemsBetween } from './references.ts'
import { organisationFile, systemFile, taskFile, toolsFile } from './schema.ts'
import { unreadIn } from './unread.ts'

/**
 * Reads an organisation's folder. Every problem of every file is reported together, each with file and line; nothing
 * is loaded when anything is wrong.
 */
export function loadOrganisation(folder: string): Organisation {
  const root = resolve(folder)
  if (!existsSync(join(root, 'organisation.yaml'))) throw new OrganisationError([noOrganisation(root)])
  const files = readFolder(root)
  const problems: Problem[] = []
  const { documents, one, optional, all } = documentsIn(files, problems)
  const settings = one('organisation.yaml', organisationFile)
  const providers = one('providers.yaml', providersFile)
  const toolSettings = one('tools.yaml', toolsFile)
  const issuers = optional('issuers.yaml', issuersFile)
  const detectors = optional('detectors.yaml', detectorsFile)
  const systems = all('systems', systemFile)
  const tasks = all('tasks', taskFile)
  problems.push(...unreadIn(root, settings?.packs ?? []))
  if (problems.length > 0 || settings === undefined || providers === undefined || toolSettings === undefined) {
    throw new OrganisationError(problems)
  }
  const places = placesOf({ documents })
  const { listed, described } = keyedIn(places, problems)
  const packs = packsOf(root, settings.packs, places, problems)
  const organisation: Organisation = Object.freeze({
    folder: root,
    digest: digestOf([...files, ...packs]),
    documents,
    settings,
    people: listed('organisation.yaml', 'people', settings.people),
    bodies: listed('organisation.yaml', 'bodies', settings.bodies),
    agents: listed('organisation.yaml', 'agents', settings.agents),
    systems: described(systems),
    providers: listed('providers.yaml', 'providers', providers.providers),
    servers: listed('tools.yaml', 'servers', toolSettings.servers),
    tools: byKey(toolsOf(toolSettings.servers, places), problems),
    sources: listed('tools.yaml', 'sources', toolSettings.sources),
    tasks: described(tasks),
    issuers: listed('issuers.yaml', 'issuers', issuers?.issuers ?? []),
    detectors: detectorsOf(
      {
        settings: detectors?.detectors ?? [],
        places,
        dictionaries: files.filter(({ name }) => name.startsWith('dictionaries/')),
      },
      problems,
    ),
    policies: [...policiesIn(files, 'policies'), ...packs],
    shadow: withPacks(policiesIn(files, 'policies-shadow'), packs),
  })
  // These checks match list items to their places in the files, which works only when no list has duplicates.
  if (problems.length === 0) problems.push(...problemsBetween(organisation, places))
  if (problems.length > 0) throw new OrganisationError(problems)
  return organisation
}

function noOrganisation(root: string): Problem {
  return problemAt(
    { file: 'organisation.yaml' },
    `staat niet in ${root}; wijs Sluis een map aan waar dit bestand in staat`,
    `is not in ${root}; point Sluis at a folder that has this file`,
  )
}

/** Reads files by name and directory; whatever is wrong with them is added to the problems. */
function documentsIn(files: readonly SourceFile[], problems: Problem[]) {
  const documents: Document[] = []
  const read = <T>({ name, text }: SourceFile, schema: z.ZodType<T>): T | undefined => {
    try {
      const value = readDocument(name, text, schema)
      documents.push({ name, text, ...idIn(value) })
      return value
    } catch (error) {
      if (!(error instanceof OrganisationError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const optional = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const file = files.find((candidate) => candidate.name === name)
    return file && read(file, schema)
  }
  const one = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    if (!files.some((file) => file.name === name)) {
      problems.push(
        problemAt(
          { file: name },
          'ontbreekt; neem dit bestand over uit examples/weekly-report/organisation en pas het aan',
          'missing; take this file over from examples/weekly-report/organisation and change it',
        ),
      )
    }
    return optional(name, schema)
  }
  const all = <T>(directory: string, schema: z.ZodType<T>): readonly (readonly [file: string, value: T])[] =>
    files
      .filter((file) => file.name.startsWith(`${directory}/`) && file.name.endsWith('.yaml'))
      .flatMap((file) => {
        const value = read(file, schema)
        return value === undefined ? [] : [[file.name, value] as const]
      })
  return { documents, one, optional, all }
}

function idIn(value: unknown): Pick<Document, 'id'> {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' ? { id } : {}
}

interface Keyed<T> {
  readonly value: T
  readonly key: string
  readonly placeOf: () => Place
}

/** Things by their ids: both those listed in one file and those with a file each. */
function keyedIn(places: Places, problems: Problem[]) {
  const listed = <T extends { readonly id: string }>(file: string, list: string, values: readonly T[]) =>
    byKey(
      values.map((value, at) => ({ value, key: value.id, placeOf: () => places.at(file, [list, at, 'id']) })),
      problems,
    )
  const described = <T extends { readonly id: string }>(values: readonly (readonly [file: string, value: T])[]) =>
    byKey(
      values.map(([file, value]) => ({ value, key: value.id, placeOf: () => places.at(file, ['id']) })),
      problems,
    )
  return { listed, described }
}

function byKey<T>(values: readonly Keyed<T>[], problems: Problem[]): ReadonlyMap<string, T> {
  const map = new Map<string, Keyed<T>>()
  for (const keyed of values) {
    const { key, placeOf } = keyed
    const first = map.get(key)
    if (first === undefined) {
      map.set(key, keyed)
      continue
    }
    const taken = tellPlace(first.placeOf())
    problems.push(
      problemAt(
        placeOf(),
        `${key} is al in gebruik (${taken}); geef elk een eigen naam`,
        `${key} is taken already (${taken}); give each a name of its own`,
      ),
    )
  }
  return new Map([...map].map(([key, { value }]) => [key, value]))
}

function policiesIn(files: readonly SourceFile[], directory: string): readonly PolicyFile[] {
  return files.filter(({ name }) => name.startsWith(`${directory}/`) && name.endsWith('.cedar'))
}

/** A shadow replaces `policies/` alone: what packs refuse, it refuses too. */
function withPacks(shadow: readonly PolicyFile[], packs: readonly PolicyFile[]): readonly PolicyFile[] {
  return shadow.length === 0 ? [] : [...shadow, ...packs]
}

/** The rules of every pack that is named, reading each pack once. */
function packsOf(root: string, names: readonly string[], places: Places, problems: Problem[]): readonly SourceFile[] {
  return names.flatMap((name, index) => {
    const files = names.indexOf(name) < index ? { problem: namedTwice } : readPack(root, name)
    if (!('problem' in files)) return files
    problems.push({ ...places.at('organisation.yaml', ['packs', index]), message: files.problem })
    return []
  })
}

const namedTwice = text('dit pakket staat er al; laat er één staan', 'this pack is named already; keep one of them')

function toolsOf(servers: z.output<typeof toolsFile>['servers'], places: Places): readonly Keyed<Tool>[] {
  return servers.flatMap((server, at) => {
    const kinds = [
      { kind: 'tool', list: 'tools', entries: server.tools },
      { kind: 'prompt', list: 'prompts', entries: 'prompts' in server ? server.prompts : {} },
      { kind: 'resource', list: 'resources', entries: 'resources' in server ? server.resources : {} },
    ] as const
    return kinds.flatMap(({ kind, list, entries }) =>
      Object.entries(entries).map(([upstreamName, facts]) => {
        const name = `${server.id.replaceAll('-', '_')}_${upstreamName}`
        return {
          value: { ...facts, kind, name, server: server.id, upstreamName },
          key: name,
          placeOf: () => places.at('tools.yaml', ['servers', at, list, upstreamName]),
        }
      }),
    )
  })
}
