// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { CaseRule, CaseSummary, Named } from '../../oversight/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../api-client.ts'
import { idFrom } from '../id.ts'
import { named, tellSummary } from '../tell-case.ts'
import { type ShownErasure, tellErasure } from '../tell-subject.ts'
import type { Terminal } from '../terminal.ts'
import { tellTime } from '../time.ts'

interface RunSummary {
  readonly id: string
  readonly state: string
  readonly agent: Named
  readonly task?: Named
  readonly startedAt: number
  readonly endedAt?: number
}

interface Call {
  readonly id: string
  readonly number?: number
  readonly at: number
  readonly resource: string
  readonly decision: 'allow' | 'deny' | 'hold'
  readonly rules: readonly CaseRule[]
  readonly reason?: string
  readonly outcome?: string
  readonly failure?: string
  readonly case?: string
  readonly messageId?: string
  readonly summary?: string
}

interface Run extends RunSummary {
  readonly waiting: readonly CaseSummary[]
  readonly calls: readonly Call[]
  readonly erased?: readonly ShownErasure[]
}

export function addRunCommands(program: Command, terminal: Terminal): void {
  const { say, command } = terminal
  withApiOptions(program.command('runs'), terminal)
    .argument('[run]', say('het nummer van één run', 'the id of one run'))
    .description(say('laat zien wat agents deden en doen', 'shows what agents did and do'))
    .action(async (given: string | undefined, options: ApiOptions) => {
      const api = new ApiClient(options, terminal)
      if (given === undefined) {
        const answer = await api.get<{ readonly runs: readonly RunSummary[] }>('runs')
        if (options.json) terminal.json(answer)
        else terminal.out(...tellRuns(answer.runs, terminal))
        return
      }
      const run = await api.get<Run>('runs', idFrom(given, terminal))
      if (options.json) terminal.json(run)
      else terminal.out(...tellRun(run, terminal))
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

function tellRuns(runs: readonly RunSummary[], terminal: Terminal): readonly string[] {
  const { say, command } = terminal
  if (runs.length === 0) {
    return [
      say('Er is nog geen taak gestart.', 'No task was started yet.'),
      say(
        `Wat een eigen agent deed: ${command} runs run-of-AGENT, of de run die hij begon.`,
        `What an agent of your own did: ${command} runs run-of-AGENT, or the run that it began.`,
      ),
    ]
  }
  return runs.map((run) => tellLine(run, terminal))
}

function tellLine({ id, state, agent, task, startedAt }: RunSummary, { say, language }: Terminal): string {
  return `${id}  ${stateWord(state, say)}  ${task?.name ?? agent.name}, ${tellTime(startedAt, language)}`
}

function tellRun(run: Run, terminal: Terminal): readonly string[] {
  const { say, language } = terminal
  const now = Date.now()
  return [
    tellLine(run, terminal),
    `Agent: ${named(run.agent)}`,
    ...(run.erased ?? []).map((erasure) => tellErasure(erasure, terminal)),
    ...(run.waiting.length === 0 ? [] : ['', say('Wacht op mensen:', 'Waits for people:')]),
    ...run.waiting.flatMap((one) => tellSummary(one, now, terminal)),
    '',
    run.calls.length === 0 ? say('Nog geen aanroepen.', 'No calls yet.') : say('Aanroepen:', 'Calls:'),
    ...run.calls.flatMap((call) => tellCall(call, language, say)),
  ]
}

function tellCall(call: Call, language: Terminal['language'], say: Terminal['say']): readonly string[] {
  const { id, number = '', resource, decision, rules, reason, outcome, failure, summary, messageId } = call
  const decided = {
    allow: say('toegelaten', 'allowed'),
    deny: say('geweigerd', 'denied'),
    hold: say('voorgelegd aan mensen', 'put to people'),
  }[decision]
  const word = [
    decided,
    ...(reason === undefined ? [] : [reasonWord(reason, say)]),
    ...(outcome === undefined ? [] : [outcomeWord(outcome, say)]),
  ]
  return [
    `${String(number).padStart(4)}  ${id}  ${resource}: ${word.join(', ')}${call.case === undefined ? '' : ` (${call.case})`}`,
    ...(summary === undefined ? [] : [`      ${summary}`]),
    ...(failure === undefined
      ? []
      : [say(`      de agent hoorde: ${failure}`, `      the agent was told: ${failure}`)]),
    ...(outcome === 'unknown' && messageId !== undefined ? [`      Message-ID ${messageId}`] : []),
    ...(decision === 'allow'
      ? []
      : rules.map((rule) => `      - ${rule.id}: ${rule.explanation[language] ?? rule.explanation.en ?? ''}`)),
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
    default:
      return state
  }
}

function reasonWord(reason: string, say: Terminal['say']): string {
  switch (reason) {
    case 'policy':
      return say('door de regels', 'by the rules')
    case 'stopped':
      return say('er gold een stop', 'a stop was in force')
    case 'rejected':
      return say('een mens wees het af', 'a person rejected it')
    case 'vetoed':
      return say('een mens sprak een veto uit', 'a person vetoed it')
    case 'answered':
      return say('een mens gaf antwoord in plaats van toestemming', 'a person answered instead of permitting it')
    case 'expired':
      return say('niemand besliste op tijd', 'nobody decided in time')
    case 'unknown':
      return say('dit is de poort onbekend', 'the gate does not know this')
    default:
      return reason
  }
}

function outcomeWord(outcome: string, say: Terminal['say']): string {
  switch (outcome) {
    case 'done':
      return say('gelukt', 'done')
    case 'failed':
      return say('mislukt', 'failed')
    case 'stopped':
      return say('gestopt', 'stopped')
    case 'abandoned':
      return say('afgebroken', 'abandoned')
    case 'unknown':
      return say('uitkomst onbekend', 'outcome unknown')
    default:
      return outcome
  }
}
