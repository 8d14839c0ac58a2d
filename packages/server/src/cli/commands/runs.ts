// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { CaseSummary, Named } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { listAt, type PageOptions, tellPage, withAfter } from '../client/page.ts'
import { idFrom } from '../input/id.ts'
import { type ShownCall, tellCall } from '../tell/call.ts'
import { named, tellSummary } from '../tell/case.ts'
import { type ShownErasure, tellErasure } from '../tell/subject.ts'
import { tellTime } from '../tell/time.ts'
import type { Terminal } from '../terminal.ts'

interface RunSummary {
  readonly id: string
  readonly state: string
  readonly agent: Named
  readonly task?: Named
  readonly startedAt: number
  readonly activeAt: number
  readonly endedAt?: number
}

/** Activity is only recorded by the hour. */
const hourMs = 3_600_000

interface Run extends RunSummary {
  readonly waiting: readonly CaseSummary[]
  readonly calls: readonly ShownCall[]
  readonly next?: string
  readonly erased?: readonly ShownErasure[]
}

interface Listing {
  readonly runs: readonly RunSummary[]
  readonly next?: string
}

interface RunOptions extends ApiOptions, PageOptions {
  readonly agent?: string
}

export function addRunCommands(program: Command, terminal: Terminal): void {
  const { say, command } = terminal
  withAfter(withApiOptions(program.command('runs'), terminal), terminal)
    .argument('[run]', say('het nummer van één run', 'the id of one run'))
    .description(say('laat zien wat agents deden en doen', 'shows what agents did and are doing'))
    .option('--agent <agent>', say('alleen van deze agent', 'of this agent alone'))
    .action(async (given: string | undefined, { agent, after, ...options }: RunOptions) => {
      const api = new ApiClient(options, terminal)
      if (given === undefined) {
        const answer = await api.get<Listing>(listAt('runs', { agent, after }, terminal))
        const again = agent === undefined ? 'runs' : `runs --agent ${agent}`
        if (options.json) terminal.json(answer)
        else
          terminal.out(
            ...tellPage(
              tellRuns(answer.runs, agent, terminal),
              { listed: answer.runs, next: answer.next, after, again },
              terminal,
            ),
          )
        return
      }
      const id = idFrom(given, terminal)
      const run = await api.get<Run>('runs', listAt(id, { after }, terminal))
      if (options.json) terminal.json(run)
      else
        terminal.out(
          ...tellPage(
            tellRun(run, terminal),
            { listed: run.calls, next: run.next, after, again: `runs ${id}` },
            terminal,
          ),
        )
    })

  withApiOptions(program.command('run'), terminal)
    .argument('<task>', say('de naam van de taak', 'the id of the task'))
    .description(say('start een taak', 'starts a task'))
    .action(async (task: string, options: ApiOptions) => {
      const api = new ApiClient(options, terminal)
      const answer = await api.post<{ readonly run: string }>(['tasks', idFrom(task, terminal), 'runs'])
      if (options.json) return terminal.json(answer)
      terminal.out(
        say(
          `Gestart: ${answer.run}. Volgen: ${command} runs ${answer.run}`,
          `Started: ${answer.run}. To follow it: ${command} runs ${answer.run}`,
        ),
      )
    })
}

function tellRuns(runs: readonly RunSummary[], agent: string | undefined, terminal: Terminal): readonly string[] {
  const { say } = terminal
  if (runs.length === 0) {
    const whose = agent === undefined ? '' : say(` van ${agent}`, ` of ${agent}`)
    return [say(`Er zijn geen runs${whose}.`, `There are no runs${whose}.`)]
  }
  return runs.map((run) => tellLine(run, terminal))
}

function tellLine({ id, state, agent, task, startedAt, activeAt }: RunSummary, { say, language }: Terminal): string {
  const since =
    activeAt - startedAt < hourMs
      ? ''
      : say(', laatst actief rond ', ', last active about ') + tellTime(activeAt, language)
  return `${id}  ${stateWord(state, say)}  ${task?.name ?? agent.name}, ${tellTime(startedAt, language)}${since}`
}

function tellRun(run: Run, terminal: Terminal): readonly string[] {
  const { say } = terminal
  const now = Date.now()
  return [
    tellLine(run, terminal),
    `Agent: ${named(run.agent)}`,
    ...(run.erased ?? []).map((erasure) => tellErasure(erasure, terminal)),
    ...(run.waiting.length === 0 ? [] : ['', say('Wacht op mensen:', 'Waits for people:')]),
    ...run.waiting.flatMap((one) => tellSummary(one, now, terminal)),
    '',
    run.calls.length === 0 ? say('Nog geen aanroepen.', 'No calls yet.') : say('Aanroepen:', 'Calls:'),
    ...run.calls.flatMap((call) => tellCall(call, terminal)),
  ]
}

function stateWord(state: string, say: Terminal['say']): string {
  switch (state) {
    case 'running':
      return say('bezig', 'running')
    case 'parked':
      return say('wacht', 'waiting')
    case 'done':
      return say('klaar', 'done')
    case 'failed':
      return say('mislukt', 'failed')
    case 'quiet':
      return say('stil', 'quiet')
    default:
      return state
  }
}
