// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Difference, SeenSystem, SystemSummary, SystemView } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import { tellDifference, tellSystem, tellSystemInFull, tellUnregistered } from '../tell/system.ts'
import type { Terminal } from '../terminal.ts'
import { addDecision } from './decision.ts'
import { addImpact } from './impact.ts'
import { passOptionsOn } from './inherit-options.ts'
import { addSystemActs } from './systems-acts.ts'
import { addSystemExport } from './systems-export.ts'
import { addSystemImport } from './systems-import.ts'
import { addPublishing } from './systems-publish.ts'

interface Options extends ApiOptions {
  readonly label?: string
  readonly strictest?: string
  readonly stage?: string
  readonly owner?: string
  readonly department?: string
  readonly open?: true
  readonly unregistered?: true
  readonly on?: string
  readonly law?: string
}

const classes = 'prohibited, high, limited, minimal, out_of_scope, undetermined'

const filters = ['label', 'strictest', 'stage', 'owner', 'department', 'open', 'unregistered'] as const

export function addSystemCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const systems = withApiOptions(program.command('systems'), terminal)
  systems
    .argument('[system]', say('de naam van een systeem', 'the id of a system'))
    .description(say('laat het AI-register zien', 'shows the AI register'))
    .option(
      '--label <class>',
      say(`van deze klasse, op de feiten: ${classes}`, `of this class, on the facts: ${classes}`),
    )
    .option('--strictest <class>', say('met deze klasse als strengst mogelijke', 'with this strictest possible class'))
    .option('--stage <stage>', say('test of released', 'test or released'))
    .option('--owner <person>', say('van deze eigenaar', 'of this owner'))
    .option('--department <name>', say('van deze afdeling', 'of this department'))
    .option('--open', say('met open vragen', 'with open questions'))
    .option('--unregistered', say('gezien en niet geregistreerd', 'seen and not registered'))
    .option('--on <date>', say('wat op die dag anders wordt', 'what will be different on that day'))
    .option(
      '--law <version>',
      say('wat onder die versie van de wet anders is', 'what another version of the law changes'),
    )
    .action(async (id: string | undefined, options: Options) => {
      const api = new ApiClient(options, terminal)
      if (id !== undefined) await showOne(api, idFrom(id, terminal), options, terminal)
      else if (options.on !== undefined || options.law !== undefined) await showChanges(api, options, terminal)
      else await showList(api, options, terminal)
    })

  addImpact(passOptionsOn(systems), terminal)
  addDecision(systems, terminal)
  addSystemActs(systems, terminal)
  addSystemExport(systems, terminal)
  addPublishing(systems, terminal)
  addSystemImport(systems, terminal)
}

async function showOne(api: ApiClient, id: string, { json }: Options, terminal: Terminal): Promise<void> {
  const found = await api.get<SystemView>('systems', id)
  if (json) terminal.json(found)
  else terminal.out(...tellSystemInFull(found, terminal))
}

async function showList(api: ApiClient, options: Options, terminal: Terminal): Promise<void> {
  const given = Object.fromEntries(
    filters.flatMap((name) => (options[name] === undefined ? [] : [[name, String(options[name])]])),
  )
  const answer = await api.get<{
    readonly systems: readonly SystemSummary[]
    readonly unregistered: readonly SeenSystem[]
  }>(`systems?${new URLSearchParams(given)}`)
  if (options.json) return terminal.json(answer)
  const told = [
    ...answer.systems.map((system) => tellSystem(system, terminal)),
    ...answer.unregistered.map((system) => tellUnregistered(system, terminal)),
  ]
  terminal.out(...(told.length === 0 ? [terminal.say('Geen systemen gevonden.', 'No systems found.')] : told))
}

async function showChanges(api: ApiClient, { on, law, json }: Options, terminal: Terminal): Promise<void> {
  const asked = new URLSearchParams({ ...(on === undefined ? {} : { on }), ...(law === undefined ? {} : { law }) })
  const answer = await api.get<{ readonly changed: readonly Difference[] }>(`systems-changed?${asked}`)
  if (json) return terminal.json(answer)
  const none = terminal.say('Er verandert niets.', 'Nothing changes.')
  terminal.out(...(answer.changed.length === 0 ? [none] : answer.changed.map(tellDifference)))
}
