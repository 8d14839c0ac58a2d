// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Named } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, Refused, withApiOptions } from '../client/api-client.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { defaultPorts } from '../settings.ts'
import { named } from '../tell/case.ts'
import { tellTime } from '../tell/time.ts'
import type { Terminal } from '../terminal.ts'

/** A stop in force, as the API gives it. */
interface Stop {
  readonly id: string
  readonly scope: 'all' | 'agent' | 'system' | 'run'
  readonly target?: string
  readonly orderedAt: number
  readonly by?: Named
  readonly reason?: string
  readonly recorded: boolean
}

/** A stop that was lifted. */
interface PastStop extends Omit<Stop, 'recorded'> {
  readonly liftedAt: number
  readonly liftedBy?: Named
  readonly liftedReason?: string
}

interface StopOptions extends ApiOptions {
  readonly all?: true
  readonly agent?: string
  readonly system?: string
  readonly run?: string
  readonly reason?: string
}

export function addStopCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('stop'), terminal)
    .summary(say('stopt, meteen', 'stops, at once'))
    .description(
      say(
        'Stopt meteen: ook wat onderweg is wordt afgebroken. Alleen een mens heft de stop op (sluis resume).',
        'Stops at once: what is under way is cut, too. Only a person lifts the stop (sluis resume).',
      ),
    )
    .option('--all', say('alles', 'everything'))
    .option('--agent <agent>', say('één agent', 'one agent'))
    .option('--system <system>', say('één systeem', 'one system'))
    .option('--run <run>', say('één run', 'one run'))
    .option('--reason <text>', say('waarom; wordt bewaard', 'why; it is kept'))
    .action((options: StopOptions) => stop(options, terminal))

  withApiOptions(program.command('stops'), terminal)
    .description(say('laat zien welke stops er zijn', 'shows which stops there are'))
    .option('--past', say('de stops die zijn opgeheven, de nieuwste 200', 'the stops that were lifted, the newest 200'))
    .action(({ past, ...options }: ApiOptions & { readonly past?: true }) =>
      past ? showPast(options, terminal) : showStops(options, terminal),
    )

  withApiOptions(program.command('resume'), terminal)
    .argument('<stop>', say('het nummer van de stop', 'the id of the stop'))
    .description(say('heft een stop op', 'lifts a stop'))
    .requiredOption('--reason <text>', say('waarom het weer kan; wordt bewaard', 'why it can go on; it is kept'))
    .action(async (given: string, { reason, ...options }: ApiOptions & { readonly reason: string }) => {
      const id = idFrom(given, terminal)
      const lifted = await new ApiClient(options, terminal).post<Stop>(['stops', id, 'lift'], { reason })
      if (options.json) terminal.json(lifted)
      else
        terminal.out(
          say(`De stop op ${scopeText(lifted, say)} is opgeheven.`, `The stop on ${scopeText(lifted, say)} is lifted.`),
        )
    })
}

/** Nothing comes between the wish and the request: no question, and no look at what is running. */
async function stop({ reason, ...options }: StopOptions, terminal: Terminal): Promise<void> {
  const { say, command } = terminal
  const aim = aimOf(options, terminal)
  const why = reason ?? say('zonder reden, vanaf de opdrachtregel', 'no reason given, from the command line')
  try {
    const ordered = await new ApiClient(options, terminal).post<Stop>(['stops'], { ...aim, reason: why })
    if (options.json) return terminal.json(ordered)
    terminal.out(
      say(`Gestopt: ${scopeText(ordered, say)}.`, `Stopped: ${scopeText(ordered, say)}.`),
      say(
        `Opheffen: ${command} resume ${ordered.id} --reason "…"`,
        `To lift it: ${command} resume ${ordered.id} --reason "…"`,
      ),
    )
  } catch (error) {
    if (error instanceof Refused && error.problem === 'stop-unrecorded') return tellUnrecorded(aim, options, terminal)
    if (error instanceof CliError && error.code === 'unreachable') throw notReached(error, options, terminal)
    throw error
  }
}

/** The stop acts, as was asked. That the log doesn't have it is a warning, and keeps the gate shut for everyone. */
function tellUnrecorded(aim: Aim, { json }: ApiOptions, { say, out, warn, json: tellMachine }: Terminal): void {
  if (json) tellMachine({ ...aim, recorded: false })
  else out(say(`Gestopt: ${scopeText(aim, say)}.`, `Stopped: ${scopeText(aim, say)}.`))
  warn(
    say(
      'Let op: de stop werkt, maar kon niet in het log worden vastgelegd. Zolang dat zo is, blijft de poort dicht voor iedereen.',
      'Note: the stop acts, but could not be recorded in the log. As long as that is so, the gate stays shut for everyone.',
    ),
  )
}

function notReached(error: CliError, { url }: ApiOptions, { say, command, environment }: Terminal): CliError {
  const isLate = error.cause instanceof Error && error.cause.name === 'TimeoutError'
  const meaning = isLate
    ? say(
        `De stop kan al werken: hij werkt eerst en wordt dan vastgelegd. Kijk met: ${command} stops. Bij twijfel: beëindig het proces van Sluis.`,
        `The stop may act already: it acts first and is recorded next. Look with: ${command} stops. If in doubt, end the process of Sluis.`,
      )
    : say(
        'Er is niets gestopt. Een Sluis die niet draait, laat niets door; draait hij toch, beëindig dan zijn proces.',
        'Nothing was stopped. If Sluis does not run, nothing passes; if it does run, end its process.',
      )
  // Only the proxy may be down; its own door needs none.
  const own = `${command} stop … --url http://127.0.0.1:${defaultPorts.SLUIS_DESK_PORT}`
  const past = say(
    `Op de machine zelf kan het zonder de proxy: ${own}`,
    `On the machine itself it needs no proxy: ${own}`,
  )
  const isByProxy = (url ?? environment.SLUIS_DESK_URL)?.startsWith('https:') === true
  return new CliError(error.code, [...error.lines, meaning, ...(isByProxy ? [past] : [])], { cause: error })
}

type Aim = Pick<Stop, 'scope' | 'target'>

/** Exactly one target: a person who mistypes must not believe that something was stopped. */
function aimOf({ all, agent, system, run }: StopOptions, terminal: Terminal): Aim {
  const aims: readonly Aim[] = [
    ...(all ? [{ scope: 'all' } as const] : []),
    ...(agent === undefined ? [] : [{ scope: 'agent', target: idFrom(agent, terminal) } as const]),
    ...(system === undefined ? [] : [{ scope: 'system', target: idFrom(system, terminal) } as const]),
    ...(run === undefined ? [] : [{ scope: 'run', target: idFrom(run, terminal) } as const]),
  ]
  const [aim, ...more] = aims
  if (aim !== undefined && more.length === 0) return aim
  const { say, command } = terminal
  throw new CliError(
    'misused',
    say(
      `Zeg wat er stopt, één ding: --all, --agent, --system of --run. Alles stoppen: ${command} stop --all`,
      `Say what stops, one thing: --all, --agent, --system or --run. To stop everything: ${command} stop --all`,
    ),
  )
}

async function showStops(options: ApiOptions, terminal: Terminal): Promise<void> {
  const answer = await new ApiClient(options, terminal).get<{ readonly stops: readonly Stop[] }>('stops')
  if (options.json) terminal.json(answer)
  else terminal.out(...tellStops(answer.stops, terminal))
}

/** Shows who stopped and resumed what, when and why. */
async function showPast(options: ApiOptions, terminal: Terminal): Promise<void> {
  const answer = await new ApiClient(options, terminal).get<{ readonly stops: readonly PastStop[] }>('stops', 'past')
  if (options.json) return terminal.json(answer)
  const { say, out } = terminal
  if (answer.stops.length === 0) out(say('Er is nooit een stop opgeheven.', 'No stop was ever lifted.'))
  for (const one of answer.stops) {
    out(
      `${one.id}  ${scopeText(one, say)}`,
      `  ${say('gestopt', 'stopped')} ${deedText(one.orderedAt, one.by, one.reason, terminal)}`,
      `  ${say('opgeheven', 'lifted')} ${deedText(one.liftedAt, one.liftedBy, one.liftedReason, terminal)}`,
    )
  }
}

function deedText(at: number, by: Stop['by'], reason: string | undefined, { say, language }: Terminal): string {
  const who = by === undefined ? '' : ` ${say('door', 'by')} ${named(by)}`
  return `${tellTime(at, language)}${who}${reason ? `: ${reason}` : ''}`
}

function tellStops(stops: readonly Stop[], terminal: Terminal): readonly string[] {
  const { say } = terminal
  if (stops.length === 0) return [say('Er is niets gestopt.', 'Nothing is stopped.')]
  return stops.flatMap((one) => [
    `${one.id}  ${scopeText(one, say)}`,
    `  ${deedText(one.orderedAt, one.by, one.reason, terminal)}`,
    ...(one.recorded
      ? []
      : [
          `  ${say('nog niet in het log: de poort is dicht voor iedereen', 'not in the log yet: the gate is shut for everyone')}`,
        ]),
  ])
}

function scopeText({ scope, target }: Aim, say: Terminal['say']): string {
  switch (scope) {
    case 'all':
      return say('alles', 'everything')
    case 'agent':
      return `agent ${target}`
    case 'system':
      return say(`systeem ${target}`, `system ${target}`)
    case 'run':
      return `run ${target}`
  }
}
