// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { z } from 'zod'
import { detectorsFile, detectorsOf } from './detectors.ts'
import { OrganisationError, placesIn, readDocument } from './document.ts'
import { issuersFile } from './issuer.ts'
import type { Organisation, PolicyFile, Tool } from './organisation.ts'
import { readPack } from './packs.ts'
import { providersFile } from './provider-schema.ts'
import { problemsBetween } from './references.ts'
import { organisationFile, systemFile, taskFile, toolsFile } from './schema.ts'

interface SourceFile {
  readonly name: string
  readonly text: string
}

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
  const read = <T>(file: SourceFile, schema: z.ZodType<T>): T | undefined => {
    try {
      return readDocument(file.name, file.text, schema)
    } catch (error) {
      if (!(error instanceof OrganisationError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const one = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const file = files.find((candidate) => candidate.name === name)
    if (file !== undefined) return read(file, schema)
    problems.push(`${name}: missing`)
    return undefined
  }
  const all = <T>(directory: string, schema: z.ZodType<T>): T[] =>
    files
      .filter((file) => file.name.startsWith(`${directory}/`) && file.name.endsWith('.yaml'))
      .map((file) => read(file, schema))
      .filter((value) => value !== undefined)

  const settings = one('organisation.yaml', organisationFile)
  const providers = one('providers.yaml', providersFile)
  const toolSettings = one('tools.yaml', toolsFile)
  const issuers = files.some(({ name }) => name === 'issuers.yaml') ? one('issuers.yaml', issuersFile) : undefined
  const detectors = files.some(({ name }) => name === 'detectors.yaml')
    ? one('detectors.yaml', detectorsFile)
    : undefined
  const systems = all('systems', systemFile)
  const tasks = all('tasks', taskFile)
  if (problems.length > 0 || settings === undefined || providers === undefined || toolSettings === undefined) {
    throw new OrganisationError(problems)
  }
  const byKey = <T>(what: string, values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T> => {
    const map = new Map<string, T>()
    for (const value of values) {
      const key = keyOf(value)
      if (map.has(key)) problems.push(`two ${what} ${key}; they must differ`)
      map.set(key, value)
    }
    return map
  }
  const byId = <T extends { readonly id: string }>(kind: string, values: readonly T[]): ReadonlyMap<string, T> =>
    byKey(`${kind} have the id`, values, ({ id }) => id)
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
    tools: byKey('tools, prompts or resources have the name', toolsOf(toolSettings.servers), ({ name }) => name),
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

const places = [
  { directory: '.', endings: ['.yaml'] },
  { directory: 'systems', endings: ['.yaml'] },
  { directory: 'tasks', endings: ['.yaml'] },
  { directory: 'dictionaries', endings: ['.txt'] },
  { directory: 'policies', endings: ['.cedar'] },
  { directory: 'policies-shadow', endings: ['.cedar'] },
] as const

/** Only the named places are read, never a whole tree: a stray or linked folder can't make loading endless. */
function readFolder(root: string): readonly SourceFile[] {
  return places
    .flatMap(({ directory, endings }) => {
      const path = join(root, directory)
      if (!existsSync(path)) return []
      return readdirSync(path)
        .filter((name) => endings.some((ending) => name.endsWith(ending)))
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile())
    })
    .map((file) => ({ name: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function digestOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of files) hash.update(JSON.stringify([name, text]))
  return hash.digest('hex')
}
