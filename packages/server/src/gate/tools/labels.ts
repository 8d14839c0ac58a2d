// SPDX-License-Identifier: EUPL-1.2
import { resolve } from 'node:path'
import { Books } from '../../connectors/index.ts'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import { type Organisation, overlaps, type Tool } from '../../organisation/index.ts'
import { kindsFoundIn, labelsOfFindings } from '../labels/found.ts'

/**
 * The labels of an answer, and the kinds found in it: by the tool's entry, by its text, and by whose document it is.
 */
export async function carriedBy(
  organisation: Organisation,
  tool: Tool,
  args: JsonObject,
  answer: JsonValue,
): Promise<{ readonly labels: readonly string[]; readonly found: readonly string[] }> {
  const found = await kindsFoundIn(organisation, answer)
  const labels = [...tool.labels, ...labelsOfFindings(organisation, found)]
  for (const books of booksBehind(organisation, tool)) {
    for (const path of pathsIn(args)) labels.push(...(await books.labelsOf(path)))
  }
  return { labels: [...new Set(labels)].sort(), found }
}

/** The sources whose files this tool's server can read. */
function booksBehind({ folder, servers, sources }: Organisation, tool: Tool): readonly Books[] {
  const server = servers.get(tool.server)
  if (server?.kind !== 'mcp-stdio') return []
  return [...sources.values()]
    .filter((source) => overlaps(resolve(folder, source.folder), resolve(folder, server.folder)))
    .map((source) => new Books(source, folder))
}

const maxPaths = 32

/**
 * Texts that may be paths, each once. If there are more than any tool takes, they are not looked up one by one: they
 * may be any path (P10).
 */
function pathsIn(args: JsonObject): readonly string[] {
  const texts = [...new Set(textsIn(args))]
  return texts.length > maxPaths ? ['\0'] : texts
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
