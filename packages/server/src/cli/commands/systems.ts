// SPDX-License-Identifier: EUPL-1.2
import type { Question } from '@sluis/ai-act'
import type { Command } from 'commander'
import type { RegisteredSystem, SystemView } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../api-client.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../id.ts'
import type { Terminal } from '../terminal.ts'
import { addImpact } from './impact.ts'

interface AssessOptions extends ApiOptions {
  readonly fact?: string
  readonly answer?: string
  readonly source?: string
}

export function addSystemCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const systems = withApiOptions(program.command('systems'), terminal)
  systems
    .argument('[system]', say('de naam van een systeem', 'the id of a system'))
    .description(say('laat het AI-register zien', 'shows the AI register'))
    .action(async (id: string | undefined, options: ApiOptions) => {
      const api = new ApiClient(options, terminal)
      if (id === undefined) {
        const answer = await api.get<{ readonly systems: readonly RegisteredSystem[] }>('systems')
        if (options.json) terminal.json(answer)
        else terminal.out(...answer.systems.map((system) => tellSystem(system, terminal)))
      } else {
        const found = await api.get<SystemView>('systems', idFrom(id, terminal))
        if (options.json) terminal.json(found)
        else terminal.out(tellSystem(found, terminal), found.purpose)
      }
    })

  // An option after a subcommand is the subcommand's own.
  addImpact(systems.enablePositionalOptions(), terminal)

  withApiOptions(program.command('assess'), terminal)
    .argument('<system>', say('de naam van een systeem', 'the id of a system'))
    .summary(say('vraagt wat de klasse van een systeem bepaalt', "asks what decides a system's class"))
    .description(
      say(
        'Stelt de vraag die het meest beslist; met --fact, --answer en --source legt het uw antwoord vast en stelt de volgende.',
        'Asks the question that decides most; with --fact, --answer and --source it records your answer and asks the next.',
      ),
    )
    .option('--fact <fact>', say('het feit waarnaar gevraagd werd', 'the fact that was asked'))
    .option('--answer <answer>', say('yes, no, unknown, of een waarde', 'yes, no, unknown, or a value'))
    .option('--source <text>', say('waar u dat van weet', 'how you know'))
    .action((id: string, options: AssessOptions) => assess(idFrom(id, terminal), options, terminal))
}

async function assess(id: string, { fact, answer, source, ...options }: AssessOptions, terminal: Terminal) {
  const { say } = terminal
  const api = new ApiClient(options, terminal)
  const given = [fact, answer, source].filter((part) => part !== undefined)
  if (given.length > 0 && given.length < 3) {
    throw new CliError(
      'misused',
      say('Geef --fact, --answer en --source samen.', 'Give --fact, --answer and --source together.'),
    )
  }
  if (fact !== undefined && answer !== undefined) {
    await api.post(['systems', id, 'answers'], { fact, value: readAnswer(answer), source })
  }
  const { question } = await api.get<{ readonly question: Question | null }>('systems', id, 'question')
  if (options.json) return terminal.json({ question })
  if (question === null) {
    terminal.out(tellSystem(await api.get<SystemView>('systems', id), terminal))
    return
  }
  terminal.out(
    `${question.question} (${question.source})`,
    question.example,
    '',
    say(
      `Antwoord: sluis assess ${id} --fact ${question.fact} --answer yes|no|unknown --source "…"`,
      `Answer: sluis assess ${id} --fact ${question.fact} --answer yes|no|unknown --source "…"`,
    ),
  )
}

/** The server reads it by the kind of the fact, and refuses what does not fit. */
function readAnswer(answer: string): boolean | number | string {
  if (answer === 'yes' || answer === 'ja') return true
  if (answer === 'no' || answer === 'nee') return false
  return /^\d+(\.\d+)?$/.test(answer) ? Number(answer) : answer
}

function tellSystem(system: RegisteredSystem, { say }: Pick<Terminal, 'say'>): string {
  const { id, name, label, strictest, stage, waitsForAssessor, isDisputed } = system
  const may = label === strictest ? '' : say(`, strengst mogelijk: ${strictest}`, `, strictest possible: ${strictest}`)
  const waits = waitsForAssessor ? say(', wacht op een tweede beoordelaar', ', waits for a second assessor') : ''
  const disputed = isDisputed ? say(', beoordelaars verschillen', ', assessors differ') : ''
  return `${id} (${name}): ${label}${may}, ${stage}${waits}${disputed}`
}
