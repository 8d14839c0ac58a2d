// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import { type Organisation, overlaps, placesOf, type Source, type Tool } from '../organisation/index.ts'
import { agentEntity, callTool, toolEntity } from './entities.ts'
import type { PolicyFinding } from './finding.ts'
import { forbidsOutright, type Reach } from './reach.ts'
import type { Entity } from './value.ts'

/**
 * Tools of published servers that are known to write nothing (`@modelcontextprotocol/server-filesystem`, README,
 * "Tools"). The hints that a server gives about itself don't count, as it isn't trusted. Every other tool may write
 * (P10).
 */
const readOnlyTools: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    '@modelcontextprotocol/server-filesystem',
    new Set([
      ...['read_file', 'read_text_file', 'read_media_file', 'read_multiple_files', 'search_files'],
      ...['list_directory', 'list_directory_with_sizes', 'directory_tree', 'get_file_info'],
      'list_allowed_directories',
    ]),
  ],
])

/**
 * Facts bind an agent only while it can't write them. Reports every agent that may send documents of a source and may
 * also call a tool that can write in the source's folder.
 */
export function writableSources(organisation: Organisation, reaches: readonly Reach[]): readonly PolicyFinding[] {
  const { agents, sources, tools } = organisation
  const places = placesOf(organisation)
  return [...sources.values()].flatMap((source, at) => {
    const writers = [...tools.values()].filter((tool) => mayWrite(organisation, tool, source))
    const senders = [...tools.values()].filter((tool) => takesFrom(organisation, tool, source))
    return [...agents.values()]
      .map((agent) => agentEntity(agent))
      .flatMap((agent) => {
        if (!senders.some((tool) => mayCall(reaches, agent, tool))) return []
        return writers
          .filter((tool) => mayCall(reaches, agent, tool))
          .map(
            ({ name }): PolicyFinding => ({
              code: 'source-writable',
              severity: 'error',
              ...places.at('tools.yaml', ['sources', at]),
              message: {
                nl: `${agent.id} mag ${name} aanroepen, en dat kan schrijven in de bron ${source.id} waarmee zijn mail wordt vergeleken; verbied die aanroep of geef het gereedschap een andere map`,
                en: `${agent.id} may call ${name}, which can write in the source ${source.id} that its mail is checked against; forbid that call or give the tool another folder`,
              },
            }),
          )
      })
  })
}

function mayWrite({ folder, servers }: Organisation, tool: Tool, source: Source): boolean {
  const server = servers.get(tool.server)
  if (server?.kind !== 'mcp-stdio') return false
  if (readOnlyTools.get(server.package)?.has(tool.upstreamName) === true) return false
  return overlaps(resolve(folder, server.folder), resolve(folder, source.folder))
}

function takesFrom({ servers }: Organisation, tool: Tool, source: Source): boolean {
  const server = servers.get(tool.server)
  return server?.kind === 'mail' && server.source === source.id
}

/**
 * Whether some facts would let the agent call the tool: conditions are ignored, so a permit counts and only an
 * unconditional forbid undoes it.
 */
function mayCall(reaches: readonly Reach[], agent: Entity, tool: Tool): boolean {
  const key = `${callTool.key} ${toolEntity(tool).key}`
  const fitting = reaches.filter(({ agents, targets }) => agents.has(agent.key) && targets.has(key))
  return (
    fitting.some(({ candidate }) => candidate.rule.effect === 'permit') &&
    !fitting.some(({ candidate }) => forbidsOutright(candidate))
  )
}
