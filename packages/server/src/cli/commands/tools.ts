// SPDX-License-Identifier: EUPL-1.2
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { parseDocument } from 'yaml'
import type { ToolReview } from '../../api/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { organisationAt } from '../input/organisation-at.ts'
import { tellTool, tellTools } from '../tell/tool.ts'
import type { Terminal } from '../terminal.ts'

interface Listing {
  readonly tools: readonly ToolReview[]
  readonly troubles: readonly { readonly server: string; readonly problem: string }[]
}

interface WriteOptions extends ApiOptions {
  readonly write?: string
}

export function addToolCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const theTool = say('de naam van het gereedschap', 'the name of the tool')
  const thePin = say('de eerste cijfers van de beschrijving, uit show', "the description's first digits, from show")
  const tools = program
    .command('tools')
    .description(say('laat gereedschap van anderen toe, of niet', "admits others' tools, or doesn't"))

  withApiOptions(tools.command('list', { isDefault: true }), terminal)
    .description(say('laat zien wat is toegelaten en wat wacht', 'shows what is admitted and what waits'))
    .action(async (options: ApiOptions) => {
      const listing = await new ApiClient(options, terminal).get<Listing>('tools')
      if (options.json) return terminal.json(listing)
      terminal.out(...tellTools(listing.tools, terminal))
      terminal.warn(...listing.troubles.map(({ server, problem }) => `${server}: ${problem}`))
    })

  withApiOptions(tools.command('show'), terminal)
    .argument('<tool>', theTool)
    .description(
      say(
        'laat zien hoe het beschreven is, en wat er veranderde',
        'shows how it is described, and what changed since it was admitted',
      ),
    )
    .action(async (name: string, options: ApiOptions) => {
      const tool = await toolNamed(new ApiClient(options, terminal), name, terminal)
      if (options.json) terminal.json(tool)
      else terminal.out(...tellTool(tool, terminal))
    })

  withApiOptions(tools.command('admit'), terminal)
    .argument('<tool>', theTool)
    .argument('<digits>', thePin)
    .description(say('laat agents het zien en aanroepen', 'lets agents see and call it'))
    .option(
      '--write <folder>',
      say('schrijf het ook in tools.yaml van deze organisatie', "write it in this organisation's tools.yaml, too"),
    )
    .action((name: string, pin: string, options: WriteOptions) => admit(name, pin, options, terminal))

  withApiOptions(tools.command('refuse'), terminal)
    .argument('<tool>', theTool)
    .argument('<digits>', thePin)
    .description(say('houdt het van agents weg, ook als het was toegelaten', 'keeps it from agents, also if admitted'))
    .action(async (name: string, pin: string, options: ApiOptions) => {
      const after = await decide('refuse', name, pin, options, terminal)
      if (options.json) terminal.json(after)
      else terminal.out(say(`${name} is geweigerd.`, `${name} is refused.`))
    })
}

async function admit(name: string, pin: string, { write, ...options }: WriteOptions, terminal: Terminal) {
  const { say } = terminal
  const after = await decide('admit', name, pin, options, terminal)
  if (write !== undefined && after.seen !== undefined) await writePin(write, name, after.seen.pin, terminal)
  if (options.json) return terminal.json(after)
  terminal.out(say(`${name} is toegelaten.`, `${name} is admitted.`))
  if (write !== undefined)
    terminal.out(say(`Het staat ook in ${join(write, 'tools.yaml')}.`, `${join(write, 'tools.yaml')} says so, too.`))
}

/** The digits that the person gives say which description they looked at, so that no other is admitted by mistake. */
async function decide(act: 'admit' | 'refuse', name: string, pin: string, options: ApiOptions, terminal: Terminal) {
  const { say } = terminal
  const api = new ApiClient(options, terminal)
  const tool = await toolNamed(api, name, terminal)
  if (pin.length < 8 || tool.seen?.pin.startsWith(pin.toLowerCase()) !== true) {
    throw new CliError(
      'refused',
      say(
        `${name} is niet beschreven zoals u zegt (${pin}). Kijk eerst: ${terminal.command} tools show ${name}`,
        `${name} is not described as you say (${pin}). Look first: ${terminal.command} tools show ${name}`,
      ),
    )
  }
  return await api.post<ToolReview>(['tools', tool.name, act], { digest: tool.digest })
}

async function toolNamed(api: ApiClient, given: string, terminal: Terminal): Promise<ToolReview> {
  const name = idFrom(given, terminal)
  const tool = (await api.get<Listing>('tools')).tools.find((known) => known.name === name)
  if (tool !== undefined) return tool
  const { say } = terminal
  throw new CliError('refused', say(`Er is geen gereedschap ${name}.`, `There is no tool ${name}.`))
}

/** Keeps the file's comments and order. What it says takes effect when the organisation is loaded. */
async function writePin(folder: string, name: string, pin: string, terminal: Terminal): Promise<void> {
  const organisation = await organisationAt(folder, terminal.language)
  const tool = organisation.tools.get(name)
  const index = [...organisation.servers.keys()].indexOf(tool?.server ?? '')
  if (tool === undefined || index === -1) {
    const { say } = terminal
    throw new CliError('unusable', say(`${folder} kent geen ${name}.`, `${folder} knows no ${name}.`))
  }
  const path = join(folder, 'tools.yaml')
  const document = parseDocument(readFileSync(path, 'utf8'))
  document.setIn(['servers', index, `${tool.kind}s`, tool.upstreamName, 'admitted'], pin)
  writeFileSync(path, document.toString({ lineWidth: 0 }))
}
