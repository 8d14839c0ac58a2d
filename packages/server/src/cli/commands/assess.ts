// SPDX-License-Identifier: EUPL-1.2
import { createInterface } from 'node:readline/promises'
import type { Question } from '@sluis/ai-act'
import type { Command } from 'commander'
import type { SystemView } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { converse, readAnswer, tellQuestion } from '../client/questionnaire.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { tellSystem } from '../tell/system.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends ApiOptions {
  readonly fact?: string
  readonly answer?: string
  readonly source?: string
}

export function addAssess(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('assess'), terminal)
    .argument('<system>', say('de naam van een systeem', 'the id of a system'))
    .summary(say('vraagt wat de klasse van een systeem bepaalt', "asks what decides a system's class"))
    .description(
      say(
        'Stelt de vragen die de klasse bepalen, die het meest beslissen het eerst, tot geen antwoord er nog iets aan verandert. Met --fact, --answer en --source legt het één antwoord vast, ook zonder dat er iemand zit.',
        'Asks the questions that settle the class, those that decide most first, until no answer can change it any more. With --fact, --answer and --source it records one answer without asking.',
      ),
    )
    .option('--fact <fact>', say('het feit waarnaar gevraagd werd', 'the fact that was asked'))
    .option('--answer <answer>', say('yes, no, unknown, of een waarde', 'yes, no, unknown, or a value'))
    .option('--source <text>', say('waar u dat van weet', 'how you know'))
    .action((id: string, options: Options) => assess(idFrom(id, terminal), options, terminal))
}

async function assess(id: string, { fact, answer, source, ...options }: Options, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const given = [fact, answer, source].filter((part) => part !== undefined)
  if (given.length > 0 && given.length < 3) {
    throw new CliError(
      'misused',
      say('Geef --fact, --answer en --source samen.', 'Give --fact, --answer and --source together.'),
    )
  }
  if (given.length === 0 && options.json === undefined && !terminal.isAttended) throw nobodyThere(id, terminal)
  const api = new ApiClient(options, terminal)
  const ahead = async () =>
    (await api.get<{ readonly questions: readonly Question[] }>('systems', id, 'questions')).questions
  const record = (of: string, value: unknown, how: string) =>
    api.post<SystemView>(['systems', id, 'answers'], { fact: of, value, source: how })
  if (fact !== undefined && answer !== undefined && source !== undefined) await record(fact, readAnswer(answer), source)
  else if (options.json === undefined) await converseHere({ ahead, record }, terminal)
  const [question = null] = await ahead()
  if (options.json) return terminal.json({ question })
  terminal.out(
    ...(question === null
      ? [tellSystem(await api.get<SystemView>('systems', id), terminal)]
      : [...tellQuestion(question, terminal), '', hint(id, question.fact, terminal)]),
  )
}

async function converseHere(questions: Parameters<typeof converse>[0], terminal: Terminal): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const left = new AbortController()
  lines.once('close', () => left.abort())
  try {
    await converse(questions, terminal, async (prompt) => {
      try {
        return await lines.question(prompt, { signal: left.signal })
      } catch {
        return undefined
      }
    })
  } finally {
    lines.close()
  }
}

function nobodyThere(id: string, { say, command }: Terminal): CliError {
  return new CliError('misused', [
    say(
      'Er zit niemand aan deze terminal om vragen te beantwoorden.',
      'There is nobody at this terminal to answer questions.',
    ),
    say(
      `De volgende vraag geeft: ${command} assess ${id} --json. Beantwoord haar met --fact, --answer en --source.`,
      `The next question comes with: ${command} assess ${id} --json. Answer it with --fact, --answer and --source.`,
    ),
  ])
}

function hint(id: string, fact: string, { say, command }: Terminal): string {
  const answered = `${command} assess ${id} --fact ${fact} --answer yes|no|unknown --source "…"`
  return say(`Antwoord: ${answered}`, `Answer: ${answered}`)
}
