// SPDX-License-Identifier: EUPL-1.2
// Adds tool servers to the copy of the example that a test opens, and rules that let its agent use them.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'

interface ServerEntry {
  readonly id: string
  readonly [member: string]: unknown
}

/** What the agent's system then names: every tool, prompt and resource of the servers but those `unnamed`. Names of folders are made. */
export function addServers(
  folder: string,
  servers: readonly ServerEntry[],
  { policy = '', unnamed = [] as readonly string[] } = {},
): void {
  const at = (file: string): string => join(folder, 'organisation', file)
  const names = servers.flatMap(({ id, tools = {}, prompts = {}, resources = {} }) =>
    [tools, prompts, resources].flatMap((entries) =>
      Object.keys(Object(entries)).map((name) => `${id.replaceAll('-', '_')}_${name}`),
    ),
  )
  change(at('tools.yaml'), (document) => {
    for (const server of servers) document.addIn(['servers'], document.createNode(server))
  })
  change(at('systems/weekly-report.yaml'), (document) => {
    for (const name of names) if (!unnamed.includes(name)) document.addIn(['tools'], name)
  })
  for (const { folder: own } of servers) {
    if (typeof own === 'string') mkdirSync(join(folder, 'organisation', own), { recursive: true })
  }
  const permits = servers.map(
    ({ id }) => `
@id("may-use-${id}") @nl("Mag.") @en("May.")
permit (principal in System::"weekly-report", action == Action::"callTool", resource in ToolServer::"${id}");
`,
  )
  appendFileSync(at('policies/weekly-report.cedar'), [...permits, policy].join('\n'))
}

/** A second agent of the same system. */
export function addAgent(folder: string, id: string): void {
  change(join(folder, 'organisation/organisation.yaml'), (document) =>
    document.addIn(['agents'], document.createNode({ id, name: id, system: 'weekly-report' })),
  )
}

function change(path: string, edit: (document: ReturnType<typeof parseDocument>) => void): void {
  const document = parseDocument(readFileSync(path, 'utf8'))
  edit(document)
  writeFileSync(path, document.toString())
}
