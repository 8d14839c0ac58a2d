// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { DecisionFile } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import { classWord, stageWord } from '../tell/class-word.ts'
import { tellTime } from '../tell/time.ts'
import type { Terminal } from '../terminal.ts'
import { formatOption, writePaper } from './paper.ts'

interface DecisionOptions extends ApiOptions {
  readonly format: string
  readonly to?: string
  readonly entry?: string
}

interface Wish extends ApiOptions {
  readonly basis: string
  readonly reason?: string
}

interface Decided {
  readonly entry: number
  readonly decision: 'go' | 'no-go'
  readonly at: number
  readonly by?: { readonly name: string }
  readonly reason?: string
}

/** As the API gives it, with people by name. */
type ShownFile = Omit<DecisionFile, 'judgements'> & {
  readonly judgements: readonly (Omit<DecisionFile['judgements'][number], 'by'> & {
    readonly by?: { readonly name: string }
  })[]
}

/** `sluis systems decision`, `go` and `no-go`. */
export function addDecision(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  const system = say('de naam van een systeem', 'the id of a system')
  withApiOptions(systems.command('decision'), terminal)
    .argument('<system>', system)
    .summary(say('het dossier voor wie beslist: doorgaan of niet', 'the file for whoever says go or no-go'))
    .addOption(formatOption(say))
    .option('--to <file>', say('schrijf het dossier naar dit bestand', 'write the file here'))
    .option('--entry <entry>', say('zoals het lag bij dit eerdere besluit', 'as it was for this earlier decision'))
    .action(async (given: string, options: DecisionOptions) => {
      const id = idFrom(given, terminal)
      const entry = options.entry === undefined ? {} : { entry: options.entry }
      if (options.to === undefined) await showDecision(id, entry, options, terminal)
      else {
        const path = ['systems', id, 'decision', 'export'] as const
        await writePaper({ path, name: `${id}-decision`, query: entry }, options, terminal)
      }
    })
  const basis = say('waarop u beslist, zoals het dossier het zegt', 'what you decide on, as the file says')
  withApiOptions(systems.command('go'), terminal)
    .argument('<system>', system)
    .description(say('besluit: doorgaan', 'decides: go'))
    .requiredOption('--basis <basis>', basis)
    .option('--reason <text>', say('waarom', 'why'))
    .action((given: string, wish: Wish) => decide(idFrom(given, terminal), 'release', wish, terminal))
  withApiOptions(systems.command('no-go'), terminal)
    .argument('<system>', system)
    .description(say('besluit: niet doorgaan', 'decides: no-go'))
    .requiredOption('--basis <basis>', basis)
    .requiredOption('--reason <text>', say('waarom', 'why'))
    .action((given: string, wish: Wish) => decide(idFrom(given, terminal), 'no-go', wish, terminal))
}

async function decide(id: string, act: 'release' | 'no-go', { basis, reason, ...options }: Wish, terminal: Terminal) {
  const { say } = terminal
  const view = await new ApiClient(options, terminal).post<{ readonly stage: string }>(['systems', id, act], {
    basis,
    reason,
  })
  if (options.json) terminal.json(view)
  else terminal.out(say(`Vastgelegd. ${id}: ${view.stage}`, `Recorded. ${id}: ${view.stage}`))
}

async function showDecision(id: string, entry: { readonly entry?: string }, options: ApiOptions, terminal: Terminal) {
  const api = new ApiClient(options, terminal)
  const file = await api.get<ShownFile>('systems', id, `decision?${new URLSearchParams({ ...entry })}`)
  const { decisions } = await api.get<{ readonly decisions: readonly Decided[] }>('systems', id, 'decisions')
  if (options.json) terminal.json({ file, decisions })
  else terminal.out(...tellDecision(file, decisions, terminal))
}

function tellDecision(file: ShownFile, decisions: readonly Decided[], terminal: Terminal): readonly string[] {
  const { say, language } = terminal
  const { system, class: found, judgements, evidence, missing, openIncidents } = file
  const recorded = evidence.filter(({ standing }) => standing === 'recorded').length
  const dissent = judgements.filter(({ agrees }) => !agrees)
  return [
    `${system.name} (${system.id}): ${classWord(found.label, say)}, ${say('strengst mogelijk', 'strictest possible')} ${classWord(found.strictest, say)}, ${stageWord(system.stage, say)}`,
    say(
      `Van ${evidence.length} plichten is bij ${recorded} iets vastgelegd.`,
      `Of ${evidence.length} duties something is recorded for ${recorded}.`,
    ),
    ...dissent.map(
      ({ by, label, reason }) =>
        `${say('Afwijkend oordeel', 'Dissent')}: ${by?.name ?? say('gewist', 'erased')}, ${label}. ${reason ?? ''}`,
    ),
    ...openIncidents.map((incident) => `${say('Open incident', 'Open incident')}: ${incident}`),
    ...missing.map(({ text }) => `${say('Ontbreekt', 'Missing')}: ${text[language]}`),
    ...decisions.map(
      ({ decision, at, by, reason, entry }) =>
        `${tellTime(at, language)}: ${decision}, ${by?.name ?? say('gewist', 'erased')} (${say('regel', 'entry')} ${entry}) ${reason ?? ''}`,
    ),
    `${say('Om te beslissen', 'To decide')}: ${terminal.command} systems go|no-go ${system.id} --basis ${system.basis} --reason "…"`,
  ]
}
