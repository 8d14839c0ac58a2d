// SPDX-License-Identifier: EUPL-1.2
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { doubtsIn } from '../../organisation/index.ts'
import { CliError } from '../error.ts'
import { keptCheckpoints } from '../input/kept.ts'
import type { Say } from '../language.ts'
import {
  checkTraces,
  databaseOf,
  dataFolderOf,
  dataOption,
  graceOf,
  listenOf,
  portOf,
  signerOf,
  signerOption,
  urlOf,
} from '../settings.ts'
import type { RunningServer, ServerSettings } from '../start/serve.ts'
import { tellStartFailure } from '../start/start-failure.ts'
import { tellWithout } from '../tell/key.ts'
import { tellDoubt } from '../tell/problem.ts'
import { tellUnset } from '../tell/unset.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly organisation: string
  readonly data?: string
  readonly signer?: string
  readonly knownCheckpoint?: readonly string[]
}

export function addServe(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('serve')
    .description(say('draait Sluis', 'runs Sluis'))
    .requiredOption('--organisation <folder>', say('de map van de organisatie', "the organisation's folder"))
    .addOption(dataOption(say))
    .addOption(signerOption(say))
    .option(
      '--known-checkpoint <file>',
      say(
        'een controlepunt dat u van dit log bewaarde; start niet op een ouder log; mag vaker',
        'a checkpoint of this log that you kept; does not start on an older log; may be given more than once',
      ),
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .addHelpText('after', environmentHelp(say))
    .action((options: Options) => serve(options, terminal))
}

function environmentHelp(say: Say): string {
  const settings = [
    ['SLUIS_GATE_PORT', say('poort voor agents (8484)', 'port for agents (8484)')],
    ['SLUIS_DESK_PORT', say('poort voor mensen (8485)', 'port for people (8485)')],
    ['SLUIS_DATA', say('de gegevensmap (./data)', 'the data folder (./data)')],
    ['SLUIS_DATABASE', say('een PostgreSQL dat meer processen delen', 'a PostgreSQL that several processes share')],
    [
      'SLUIS_GRACE',
      say('seconden die aanroepen krijgen als Sluis sluit (30)', 'seconds that calls get when Sluis closes (30)'),
    ],
    [
      'SLUIS_GATE_URL',
      say(
        'waar agents Sluis bereiken achter een proxy: https://…',
        'where agents reach Sluis behind a proxy: https://…',
      ),
    ],
    [
      'SLUIS_DESK_URL',
      say(
        'waar mensen Sluis bereiken achter een proxy: https://…',
        'where people reach Sluis behind a proxy: https://…',
      ),
    ],
    [
      'SLUIS_LISTEN',
      say('het adres waarop Sluis luistert (127.0.0.1)', 'the address that Sluis listens on (127.0.0.1)'),
    ],
  ] as const
  const lines = settings.map(([name, what]) => `  ${name.padEnd(16)} ${what}`)
  const rest = say('De rest: docs/reference/settings.md (Engels)', 'The rest: docs/reference/settings.md')
  return `\n${say('Omgeving:', 'Environment:')}\n${[...lines, rest].join('\n')}`
}

/** Resolves when both doors are open; the process then runs until somebody ends it. */
async function serve({ organisation, data, signer, knownCheckpoint = [] }: Options, terminal: Terminal): Promise<void> {
  const { say, out, warn, environment, language, command } = terminal
  checkTraces(environment, say)
  const gateUrl = urlOf('SLUIS_GATE_URL', environment, say)
  const deskUrl = urlOf('SLUIS_DESK_URL', environment, say)
  const settings = {
    organisationFolder: organisation,
    dataFolder: dataFolderOf(data, environment),
    ...databaseOf(environment, say),
    gatePort: portOf('SLUIS_GATE_PORT', environment, say),
    deskPort: portOf('SLUIS_DESK_PORT', environment, say),
    hostname: listenOf(environment, say),
    ...(gateUrl === undefined ? {} : { gateUrl }),
    ...(deskUrl === undefined ? {} : { deskUrl }),
    graceMs: graceOf(environment, say),
    environment,
    language,
    custody: {
      ...signerOf(signer, environment),
      known: keptCheckpoints(knownCheckpoint, terminal).map(({ name, bytes }) => ({
        name,
        note: bytes.toString('utf8'),
      })),
    },
  }
  const { startServer } = await import('../start/serve.ts')
  const [{ tellFirstKeys }, { withoutKey }] = await Promise.all([
    import('../start/first-keys.ts'),
    import('../../identity/index.ts'),
  ])
  const hadNoLog = !('database' in settings) && !existsSync(join(settings.dataFolder, 'journal.db'))
  const server = await startServer(settings).catch((error: unknown) => {
    throw new CliError('not-started', tellStartFailure(error, language), { cause: error })
  })
  closeOnSignal(server, terminal)
  if (hadNoLog) out(tellNewLog(settings.dataFolder, terminal))
  if (server.firstKeys.length > 0) out(...tellFirstKeys(server.firstKeys, say), '')
  else out(tellLostKeys(settings, terminal))
  if (server.sluis.lostCalls > 0) out(tellLostCalls(server.sluis.lostCalls, terminal))
  const { organisation: loaded } = server.sluis.loaded()
  warn(
    ...tellUnset(loaded, terminal),
    ...doubtsIn(loaded).map((doubt) => tellDoubt(doubt, terminal)),
    ...tellWithout(withoutKey(server.sluis.identity, loaded), terminal),
  )
  out(
    say(`Sluis draait voor: ${loaded.settings.name}`, `Sluis runs for: ${loaded.settings.name}`),
    `  ${say('agents  ', 'agents')}  ${server.sluis.gateUrl}`,
    `  ${say('mensen  ', 'people')}  ${server.api.url}`,
    `  ${say('gegevens', 'data  ')}  ${settings.dataFolder}`,
    say(
      `Stoppen: Ctrl-C. Alles tegenhouden: ${command} stop --all`,
      `To end: Ctrl-C. To hold everything: ${command} stop --all`,
    ),
  )
}

/**
 * Says that the log is new, so that a mistaken folder or a backup that wasn't restored shows now, and not as a second
 * history.
 */
function tellNewLog(dataFolder: string, { say }: Terminal): string {
  return say(
    `In ${dataFolder} was nog geen log; hier begint een nieuw. Had u een log verwacht? Sluit Sluis en noem de goede map met --data.`,
    `There was no log in ${dataFolder}; a new one begins here. Did you expect one? Close Sluis and name the right folder with --data.`,
  )
}

function tellLostCalls(count: number, { say, command }: Terminal): string {
  return say(
    `Bij het vorige einde waren ${count} aanroepen onderweg; hun uitkomst is onbekend. Zie: ${command} runs`,
    `When Sluis last ended, ${count} calls were under way; their outcome is unknown. See: ${command} runs`,
  )
}

/** For when nobody has a key left; whoever still has one makes the others with that. */
function tellLostKeys(
  { organisationFolder, dataFolder }: Pick<ServerSettings, 'organisationFolder' | 'dataFolder'>,
  { say, command }: Terminal,
): string {
  const recover = `${command} keys recover person:… --organisation ${organisationFolder} --data ${dataFolder}`
  return say(
    `De sleutels zijn eerder getoond. Kwijt? Een eigenaar geeft een nieuwe: ${command} keys. Is er niemand meer met een sleutel: sluit Sluis en geef ${recover}`,
    `The keys were shown before. Lost? An owner makes a new one: ${command} keys. If nobody has a key any more: close Sluis and give ${recover}`,
  )
}

/** The first signal closes Sluis in order. A second one ends it at once; the log then says what was under way. */
function closeOnSignal({ sluis, close }: RunningServer, { say, warn, exitWith }: Terminal): void {
  let isClosing = false
  const end = (): void => {
    if (isClosing) process.exit(1)
    isClosing = true
    const open = sluis.limits.inFlight
    warn(
      open === 0
        ? say('Sluis sluit …', 'Sluis closes …')
        : say(
            `Sluis sluit; ${open} aanroepen mogen nog af … (nog een keer: meteen)`,
            `Sluis closes; ${open} calls may still finish … (once more: at once)`,
          ),
    )
    close()
      .catch((error: unknown) => {
        warn(String(error))
        exitWith(1)
      })
      // Exits even if a library still holds something open.
      .finally(() => process.exit())
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
