// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { CliError } from '../error.ts'
import { readBounded } from '../input/file.ts'
import type { Terminal } from '../terminal.ts'

const maxBytes = 1024 * 1024

interface Options {
  readonly on: string
  readonly closed?: true
  readonly json?: true
}

export function addClassify(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('classify')
    .argument('<facts.json>', say('feiten over een AI-systeem', 'facts about an AI system'))
    .summary(say('de klasse van een AI-systeem volgens de AI-verordening', 'the AI Act class of an AI system'))
    .description(
      say(
        'Zegt op grond van feiten welke klasse van de AI-verordening een systeem heeft, en waarom. Hulp bij beslissen, geen juridisch advies.',
        'Says from facts which class of the AI Act a system has, and why. Decision support, not legal advice.',
      ),
    )
    .requiredOption('--on <date>', say('de dag waarop, als 2026-12-02', 'the day on which, as 2026-12-02'))
    .option('--closed', say('tel wat niet is ingevuld als nee', 'count what was not filled in as no'))
    .option('--json', say('voor een machine', 'for a machine'))
    .action(async (file: string, { on, closed, json }: Options) => {
      const aiAct = await import('@sluis/ai-act')
      const source = readBounded(file, maxBytes, terminal).toString('utf8')
      try {
        if (json) return terminal.json(aiAct.classify(source, { on, closed: closed === true }))
        const evaluation = aiAct.evaluate(aiAct.Facts.parseText(source), { on, closed: closed === true })
        terminal.out(...aiAct.textOf(aiAct.explain(evaluation, terminal.language)).split('\n'))
      } catch (error) {
        if (!(error instanceof aiAct.AiActError)) throw error
        throw new CliError('unusable', error.sentence[terminal.language])
      }
    })
}
