// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { detectorsFile, detectorsOf } from './detectors.ts'
import { OrganisationError, placesIn, readDocument } from './document.ts'
import { digestOf, readFolder, type SourceFile } from './folder.ts'
import { issuersFile } from './issuer.ts'
import type { Organisation, PolicyFile, Tool } from './organisation.ts'
import { readPack } from './packs.ts'
import { providersFile } from './provider-schema.ts'
import { problemsBetween } from './references.ts'
import { organisationFile, systemFile, taskFile, toolsFile } from './schema.ts'

/**
 * Reads an organisation's folder. Every problem of every file is reported together, each with file and line; nothing
 * is loaded when anything is wrong.
 */
export function loadOrganisation(folder: string): Organisation {
  const root = resolve(folder)
  if (!existsSync(join(root, 'organisation.yaml'))) {
    throw new OrganisationError([`${root}: no organisation.yaml here; point Sluis at a folder that has one`])
  }
  const files = readFolder(root)
  const problems: string[] = []
  const { one, optional, all } = documentsIn(files, problems)
  const settings = one('organisation.yaml', organisationFile)
  const providers = one('providers.yaml', providersFile)
  const toolSettings = one('tools.yaml', toolsFile)
  const issuers = optional('issuers.yaml', issuersFile)
  const detectors = optional('detectors.yaml', detectorsFile)
  const systems = all('systems', systemFile)
  const tasks = all('tasks', taskFile)
  if (problems.length > 0 || settings === undefined || providers === undefined || toolSettings === undefined) {
    throw new OrganisationError(problems)
  }
  const byId = <T extends { readonly id: string }>(kind: string, values: readonly T[]): ReadonlyMap<string, T> =>
    byKey(`${kind} have the id`, values, ({ id }) => id, problems)
  const packs = packsOf(root, settings.packs, textOf(files, 'organisation.yaml'), problems)
  const organisation: Organisation = Object.freeze({
    folder: root,
    digest: digestOf([...files, ...packs]),
    settings,
    people: byId('people', settings.people),
    bodies: byId('bodies', settings.bodies),
    agents: byId('agents', settings.agents),
    systems: byId('systems', systems),
    providers: byId('providers', providers.providers),
    servers: byId('tool servers', toolSettings.servers),
    tools: byKey(
      'tools, prompts or resources have the name',
      toolsOf(toolSettings.servers),
      ({ name }) => name,
      problems,
    ),
    sources: byId('sources', toolSettings.sources),
    tasks: byId('tasks', tasks),
    issuers: byId('issuers', issuers?.issuers ?? []),
    detectors: detectorsOf(
      {
        settings: detectors?.detectors ?? [],
        placeOf: placesIn('detectors.yaml', textOf(files, 'detectors.yaml')),
        dictionaries: files.filter(({ name }) => name.startsWith('dictionaries/')),
      },
      problems,
    ),
    policies: [...policiesIn(files, 'policies'), ...packs],
    shadow: withPacks(policiesIn(files, 'policies-shadow'), packs),
  })
  problems.push(...problemsBetween(organisation))
  if (problems.length > 0) throw new OrganisationError(problems)
  return organisation
}

/** Reads files by their names and directories; what is wrong with them goes to the problems. */
function documentsIn(files: readonly SourceFile[], problems: string[]) {
  const read = <T>(file: SourceFile, schema: z.ZodType<T>): T | undefined => {
    try {
      return readDocument(file.name, file.text, schema)
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
    if (!files.some((file) => file.name === name)) problems.push(`${name}: missing`)
    return optional(name, schema)
  }
  const all = <T>(directory: string, schema: z.ZodType<T>): T[] =>
    files
      .filter((file) => file.name.startsWith(`${directory}/`) && file.name.endsWith('.yaml'))
      .map((file) => read(file, schema))
      .filter((value) => value !== undefined)
  return { one, optional, all }
}

function byKey<T>(
  what: string,
  values: readonly T[],
  keyOf: (value: T) => string,
  problems: string[],
): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const value of values) {
    const key = keyOf(value)
    if (map.has(key)) problems.push(`two ${what} ${key}; they must differ`)
    map.set(key, value)
  }
  return map
}

function policiesIn(files: readonly SourceFile[], directory: string): readonly PolicyFile[] {
  return files.filter(({ name }) => name.startsWith(`${directory}/`) && name.endsWith('.cedar'))
}

/** A shadow stands for `policies/` alone; what packs refuse, it refuses too. */
function withPacks(shadow: readonly PolicyFile[], packs: readonly PolicyFile[]): readonly PolicyFile[] {
  return shadow.length === 0 ? [] : [...shadow, ...packs]
}

/** The rules of every pack that is named, each pack once. */
function packsOf(root: string, names: readonly string[], text: string, problems: string[]): readonly SourceFile[] {
  const placeOf = placesIn('organisation.yaml', text)
  return names.flatMap((name, index) => {
    const place = placeOf(['packs', index])
    const files = names.indexOf(name) < index ? { problem: `${name} is named twice` } : readPack(root, name)
    if (!('problem' in files)) return files
    problems.push(`${place}: packs.${index}: ${files.problem}`)
    return []
  })
}

function textOf(files: readonly SourceFile[], name: string): string {
  return files.find((file) => file.name === name)?.text ?? ''
}

function toolsOf(servers: z.output<typeof toolsFile>['servers']): readonly Tool[] {
  return servers.flatMap((server) => {
    const kinds = [
      { kind: 'tool', entries: server.tools },
      { kind: 'prompt', entries: 'prompts' in server ? server.prompts : {} },
      { kind: 'resource', entries: 'resources' in server ? server.resources : {} },
    ] as const
    return kinds.flatMap(({ kind, entries }) =>
      Object.entries(entries).map(([upstreamName, facts]) => ({
        ...facts,
        kind,
        name: `${server.id.replaceAll('-', '_')}_${upstreamName}`,
        server: server.id,
        upstreamName,
      })),
    )
  })
}
