// SPDX-License-Identifier: EUPL-1.2
import { type Argument, Command, CommanderError, Option } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { addAssess } from './commands/assess.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addBudgets } from './commands/budgets.ts'
import { addCaseCommands } from './commands/cases.ts'
import { addClassify } from './commands/classify.ts'
import { addDecideCommands } from './commands/decide.ts'
import { addDrillCommands } from './commands/drill.ts'
import { addEdit } from './commands/edit.ts'
import { addExhibit } from './commands/exhibit.ts'
import { addExportLog } from './commands/export-log.ts'
import { addIncidentCommands } from './commands/incidents.ts'
import { addInspect } from './commands/inspect.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addLoad } from './commands/load.ts'
import { addModels } from './commands/models.ts'
import { addPolicyCommands } from './commands/policy.ts'
import { addReceipt } from './commands/receipt.ts'
import { addReplaceKey } from './commands/replace-key.ts'
import { addRunCommands } from './commands/runs.ts'
import { addServe } from './commands/serve.ts'
import { addSettle } from './commands/settle.ts'
import { addSigner } from './commands/signer.ts'
import { addStatementCommands } from './commands/statements.ts'
import { addStopCommands } from './commands/stop.ts'
import { addSubjectCommands } from './commands/subjects.ts'
import { addSystemCommands } from './commands/systems.ts'
import { addToolCommands } from './commands/tools.ts'
import { addVerify } from './commands/verify.ts'
import { CliError, exitCodeOf, exitCodes } from './error.ts'
import { addExamples } from './examples.ts'
import type { Say } from './language.ts'
import { tellMisuse } from './misuse.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line; the exit code goes to the terminal. Nothing that a person, a server or a file can do ends in a
 * stack trace; any other error is a defect and is thrown.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = makeProgram(terminal)
  try {
    await program.parseAsync(withHelpLast(args, program), { from: 'user' })
  } catch (error) {
    if (error instanceof CliError) {
      terminal.warn(...error.lines)
      terminal.exitWith(exitCodeOf(error))
    } else if (error instanceof CommanderError) {
      // Thrown when help was asked for, with exit code 0; otherwise it means that a command is missing.
      if (error.exitCode === 0) return
      if (error.code !== 'commander.help')
        terminal.warn(...tellMisuse(error, terminal.say), seeHelp(program, args, terminal))
      terminal.exitWith(exitCodes.misused)
    } else throw error
  }
}

/**
 * commander's own `help` knows only commands of the first level: for one inside a group it would show the group's page, and
 * for one that there is not the first page, as if nothing were wrong.
 */
function withHelpLast(args: readonly string[], { commands }: Command): readonly string[] {
  const [first, outer, inner] = args
  const isUnknown = outer !== undefined && !outer.startsWith('-') && !commands.some((one) => one.name() === outer)
  if (first === 'help' && isUnknown && outer !== 'help') return [outer]
  return first === 'help' && inner !== undefined && !inner.startsWith('-') ? [...args.slice(1), '--help'] : args
}

/** Refers to the help page of the command that was meant, as far as the line names one. */
function seeHelp(program: Command, args: readonly string[], { say, command }: Terminal): string {
  const page = [command]
  for (let [at, within] = [0, program]; at < args.length; at++) {
    const named = within.commands.find((one) => one.name() === args[at])
    if (named === undefined) continue
    page.push(named.name())
    within = named
  }
  return say(`Zie: ${page.join(' ')} --help`, `See: ${page.join(' ')} --help`)
}

function makeProgram(terminal: Terminal): Command {
  const { say } = terminal
  const needed = say('(nodig)', '(needed)')
  const program = new Command('sluis')
    .description(
      say(
        'De sluis tussen AI en alles wat zij aanraakt: beleid beslist, mensen keuren goed, een stop stopt, een log bewijst.',
        'The lock between AI and everything it touches: policy decides, people approve, a stop stops, a log proves.',
      ),
    )
    .usage(say('[opties] <commando>', '[options] <command>'))
    .version(manifest.version, '-V, --version', say('de versie', 'the version'))
    .addOption(
      new Option(
        '--lang <nl|en>',
        say('de taal (anders die van uw systeem)', "the language (otherwise your system's)"),
      ).choices(['nl', 'en']),
    )
    .helpOption('-h, --help', say('deze uitleg', 'this help'))
    .helpCommand('help [command]', say('uitleg van een commando', 'help for a command'))
    .configureHelp({
      styleTitle: (title) => titleIn(title, say),
      styleUsage: (usage) => usage.replace('[options]', say('[opties]', '[options]')),
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
      // A command whose line in the list says everything repeats that line on its own page.
      commandDescription: (command) => command.description() || command.summary(),
      optionDescription: ({ description, mandatory }) => (mandatory ? `${description} ${needed}` : description),
    })
    .configureOutput({ outputError: () => undefined, writeOut: (text) => terminal.out(...text.trimEnd().split('\n')) })
    .exitOverride()
    .addHelpText('after', footer(say))
  addCommands(program, terminal)
  addExamples(program, terminal)
  return program
}

/** In the order in which the help lists them: what may be needed most urgently comes first. */
function addCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program.commandsGroup(say('Stoppen:', 'Stop:'))
  addStopCommands(program, terminal)
  addDrillCommands(program, terminal)
  program.commandsGroup(say('Beslissen:', 'Decide:'))
  addCaseCommands(program, terminal)
  addDecideCommands(program, terminal)
  addEdit(program, terminal)
  program.commandsGroup(say('Werken:', 'Work:'))
  addRunCommands(program, terminal)
  addSettle(program, terminal)
  addLoad(program, terminal)
  addBudgets(program, terminal)
  addStatementCommands(program, terminal)
  addToolCommands(program, terminal)
  addModels(program, terminal)
  addSystemCommands(program, terminal)
  addIncidentCommands(program, terminal)
  addAssess(program, terminal)
  addSubjectCommands(program, terminal)
  program.commandsGroup(say('Draaien:', 'Operate:'))
  addServe(program, terminal)
  addKeyCommands(program, terminal)
  addSigner(program, terminal)
  addReplaceKey(program, terminal)
  addBackupCommands(program, terminal)
  program.commandsGroup(say('Bewijzen:', 'Prove:'))
  addExportLog(program, terminal)
  addReceipt(program, terminal)
  addExhibit(program, terminal)
  addVerify(program, terminal)
  program.commandsGroup(say('Nagaan:', 'Examine:'))
  addPolicyCommands(program, terminal)
  addInspect(program, terminal)
  addClassify(program, terminal)
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`
}

/** commander's own headings, which can't be translated anywhere else. */
function titleIn(title: string, say: Say): string {
  switch (title) {
    case 'Usage:':
      return say('Gebruik:', 'Usage:')
    case 'Arguments:':
      return say('Waarbij:', 'Arguments:')
    case 'Options:':
      return say('Opties:', 'Options:')
    case 'Commands:':
      return say('Commando’s:', 'Commands:')
    default:
      return title
  }
}

function footer(say: Say): string {
  return say(
    `
Wie u bent: zet uw sleutel in SLUIS_KEY, of geef --key-file met een bestand dat alleen u kunt lezen.
Uitkomsten: 0 gedaan, 1 geweigerd of mislukt (met de reden), 2 het commando is niet begrepen.`,
    `
Who you are: put your key in SLUIS_KEY, or give --key-file with a file that only you can read.
Exit codes: 0 done, 1 refused or failed (and why), 2 the command was not understood.`,
  )
}
