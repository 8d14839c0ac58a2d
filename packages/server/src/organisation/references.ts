// SPDX-License-Identifier: EUPL-1.2
import { existsSync, realpathSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { problemsOfIssuers } from './issuer.ts'
import { problemsOfLimits } from './limit-problems.ts'
import { type Organisation, routesTo } from './organisation.ts'
import { isZone } from './zones.ts'

/** What one file says about another and isn't so: an id that nobody has, a person without the role that is asked. */
export function problemsBetween(organisation: Organisation): string[] {
  return [
    ...problemsOfBodies(organisation),
    ...problemsOfProviders(organisation),
    ...problemsOfSystems(organisation),
    ...problemsOfServers(organisation),
    ...problemsOfTasks(organisation),
    ...problemsOfLimits(organisation),
    ...problemsOfIssuers(organisation.issuers),
    ...problemsOfWitnesses(organisation),
  ]
}

function problemsOfWitnesses({ settings: { witnesses, witnessesRequired } }: Organisation): string[] {
  if (witnessesRequired <= witnesses.length) return []
  return [`organisation.yaml: ${witnessesRequired} witnesses are required and ${witnesses.length} are named`]
}

function problemsOfBodies({ bodies, people }: Organisation): string[] {
  return [...bodies.values()].flatMap((body) =>
    [...body.members, ...body.veto].flatMap((member) => {
      const person = people.get(member)
      if (person === undefined) return [`organisation.yaml: body ${body.id} names ${member}, who is not in people`]
      if (person.roles.includes('reviewer')) return []
      return [`organisation.yaml: body ${body.id} names ${member}, who has no role reviewer`]
    }),
  )
}

function problemsOfProviders({ providers, people }: Organisation): string[] {
  return [...providers.values()].flatMap((provider) => [
    ...[provider, ...provider.models]
      .filter(({ id }) => isZone(id))
      .map(({ id }) => `providers.yaml: ${id} is the name of a zone; call a provider or model otherwise`),
    ...provider.models.flatMap(({ id, admitted }) => {
      if (admitted === undefined || people.get(admitted.by)?.roles.includes('owner')) return []
      return [`providers.yaml: ${id} was admitted by ${admitted.by}, who is no owner in people`]
    }),
    ...twice(provider.models.map(({ id }) => id)).map((id) => `providers.yaml: ${provider.id} has ${id} twice`),
  ])
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}

/** Why no call could reach a model that something is to use. */
function problemsOfModel(file: string, { providers }: Organisation, model: string): string[] {
  if (routesTo({ providers }, model).length > 0) return []
  const listed = [...providers.values()].some(({ models }) => models.some(({ id }) => id === model))
  if (!listed) return [`${file}: no provider has a model ${model}`]
  return [`${file}: nobody admitted the model ${model}; add admitted: { by, on } to it in providers.yaml`]
}

function problemsOfSystems(organisation: Organisation): string[] {
  const { agents, systems, people, tools } = organisation
  const problems: string[] = []
  for (const agent of agents.values()) {
    if (!systems.has(agent.system)) problems.push(`organisation.yaml: agent ${agent.id} belongs to no known system`)
  }
  for (const system of systems.values()) {
    const file = `systems/${system.id}.yaml`
    for (const person of [system.owner, system.accountable]) {
      if (!people.has(person)) problems.push(`${file}: ${person} is not in people`)
    }
    for (const tool of system.tools) if (!tools.has(tool)) problems.push(`${file}: no tool is called ${tool}`)
    for (const model of system.models) problems.push(...problemsOfModel(file, organisation, model))
    const { body, unattended } = system.register?.oversight ?? { unattended: [] }
    if (body !== undefined && !organisation.bodies.has(body)) problems.push(`${file}: no body is called ${body}`)
    for (const tool of unattended) if (!tools.has(tool)) problems.push(`${file}: no tool is called ${tool}`)
  }
  return problems
}

function problemsOfServers({ folder, servers, sources, settings }: Organisation): string[] {
  const problems: string[] = []
  const { notify } = settings
  if (notify !== undefined && servers.get(notify.through)?.kind !== 'mail') {
    problems.push(`organisation.yaml: notify.through must name a mail server of tools.yaml`)
  }
  for (const server of servers.values()) {
    if (server.kind === 'mail' && server.source !== undefined && !sources.has(server.source)) {
      problems.push(`tools.yaml: ${server.id} takes documents from ${server.source}, which is no source`)
    }
    if (server.kind === 'mcp-stdio') {
      problems.push(...problemsOfFolder(folder, server.id, server.folder))
    }
  }
  for (const source of sources.values()) problems.push(...problemsOfFolder(folder, source.id, source.folder))
  return problems
}

/** A tool server that could reach the organisation's own files could rewrite the rules it lives under (P9). */
function problemsOfFolder(organisationFolder: string, id: string, folder: string): string[] {
  const path = resolve(organisationFolder, folder)
  if (!existsSync(path)) return [`tools.yaml: ${id}: the folder ${folder} does not exist`]
  if (!overlaps(path, organisationFolder)) return []
  return [`tools.yaml: ${id}: the folder ${folder} overlaps the organisation's own folder; give it one beside it`]
}

/** Whether one folder lies in the other or is the same, links followed. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [realpathSync(a) + sep, realpathSync(b) + sep]
  return first.startsWith(second) || second.startsWith(first)
}

function problemsOfTasks(organisation: Organisation): string[] {
  return [...organisation.tasks.values()].flatMap((task) => {
    const file = `tasks/${task.id}.yaml`
    const problems: string[] = []
    if (!organisation.agents.has(task.agent)) problems.push(`${file}: no agent is called ${task.agent}`)
    problems.push(...problemsOfModel(file, organisation, task.model))
    for (const tool of task.tools) {
      if (organisation.tools.get(tool)?.kind !== 'tool') problems.push(`${file}: no tool is called ${tool}`)
    }
    return problems
  })
}
