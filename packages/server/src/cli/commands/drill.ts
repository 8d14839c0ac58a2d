// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { type DrillStreams, openDrillStreams } from '../client/drill-streams.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { progressTo } from '../progress.ts'
import { type ProviderLoss, tellProviderLoss } from '../tell/loss.ts'
import type { Terminal } from '../terminal.ts'

interface Ticket {
  readonly run: string
  readonly ticket: string
  readonly url: string
}

interface StopOptions extends ApiOptions {
  readonly streams: string
}

/** P4: the time within which every call that a stop covers is cut. */
const promisedMs = 100
const maxStreams = 1000
const mostEndMs = 10_000

export function addDrillCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const drill = program
    .command('drill')
    .summary(say('oefent wat hopelijk nooit nodig is', 'practises what is hopefully never needed'))
    .description(
      say('Oefent de noodstop, en het verlies van een leverancier.', 'Practises the stop, and losing a provider.'),
    )

  withApiOptions(drill.command('stop'), terminal)
    .description(
      say(
        'Opent stromen die alleen bestaan om gestopt te worden, drukt op stop en meet de laatste byte. Er wordt niets echts gestopt.',
        'Opens streams that exist only to be stopped, presses stop, and measures the last byte. Nothing real is stopped.',
      ),
    )
    .option('--streams <number>', say('hoeveel stromen, hooguit 1000', 'how many streams, at most 1000'), '100')
    .action((options: StopOptions) => drillStop(options, terminal))

  withApiOptions(drill.command('provider-loss'), terminal)
    .argument('<provider>', say('de leverancier, als in providers.yaml', 'the provider, as in providers.yaml'))
    .option(
      '--measure',
      say(
        'stel over elke weg die het overneemt één korte, echte vraag (kost een paar tokens)',
        'ask one short, real question over each route that takes over (costs a few tokens)',
      ),
    )
    .description(
      say(
        'Laat zien welke systemen stoppen en welke overgaan naar wie, als een leverancier wegvalt. Echt werk merkt er niets van.',
        'Shows which systems stop and which fail over to whom when a provider is lost. Real work does not notice.',
      ),
    )
    .action(async (given: string, { measure, ...options }: ApiOptions & { readonly measure?: true }) => {
      const wish = { provider: idFrom(given, terminal), measure: measure === true }
      const loss = await new ApiClient(options, terminal).post<ProviderLoss>(['drills', 'provider-loss'], wish)
      if (options.json) terminal.json(loss)
      else terminal.out(...tellProviderLoss(loss, say))
    })
}

async function drillStop(options: StopOptions, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const wanted = Number(options.streams)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > maxStreams) {
    throw new CliError(
      'misused',
      say(`--streams: een getal van 1 tot ${maxStreams}`, `--streams: a number of 1 to ${maxStreams}`),
    )
  }
  const api = new ApiClient(options, terminal)
  const { run, ticket, url } = await api.post<Ticket>(['drills', 'stop'], { streams: wanted })
  const progress = progressTo(terminal.warn)
  const open = await openDrillStreams(url, ticket, wanted, (count) =>
    progress(() => say(`${count} van ${wanted} stromen open`, `${count} of ${wanted} streams open`)),
  ).catch((cause: unknown) => {
    throw new CliError('unreachable', say(`De stromen gaan niet open: ${cause}`, `The streams do not open: ${cause}`), {
      cause,
    })
  })
  try {
    const measured = await pressAndMeasure(api, run, open)
    const { entry } = await api.post<{ readonly entry: number }>(['drills', 'stop', run, 'ended'], measured)
    if (options.json) return terminal.json({ ...measured, promisedMs, entry })
    const { streams, cut, worstMs, medianMs } = measured
    terminal.out(
      say(
        `${cut} van ${streams} stromen gestopt. Laatste byte na ${worstMs} ms (de traagste) en ${medianMs} ms (de middelste); beloofd is ${promisedMs} ms.`,
        `${cut} of ${streams} streams stopped. Last byte after ${worstMs} ms (the slowest) and ${medianMs} ms (the middle one); ${promisedMs} ms is promised.`,
      ),
      say(
        `Vastgelegd als vermelding ${entry} in het log. Er is niets echts gestopt, en de stop van de oefening is weer opgeheven.`,
        `Recorded as entry ${entry} of the log. Nothing real was stopped, and the drill's own stop is lifted again.`,
      ),
    )
    if (cut < streams || worstMs > promisedMs) terminal.exitWith(1)
  } finally {
    open.close()
  }
}

/** A real stop, on the drill's own run; it is lifted whatever happens in between. */
async function pressAndMeasure(api: ApiClient, run: string, { streams, ended }: DrillStreams) {
  const pressedMs = performance.now()
  const stop = await api.post<{ readonly id: string }>(['stops'], { scope: 'run', target: run, reason: 'drill' })
  try {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, mostEndMs).unref())])
  } finally {
    await api.post(['stops', stop.id, 'lift'], { reason: 'the drill is over' })
  }
  const tookMs = streams.map(({ lastByteMs }) => Math.max(0, lastByteMs - pressedMs)).sort((a, b) => a - b)
  const at = (place: number): number => Math.round((tookMs[place] ?? 0) * 10) / 10
  return {
    streams: streams.length,
    cut: streams.filter(({ isCut }) => isCut).length,
    worstMs: at(tookMs.length - 1),
    medianMs: at(Math.floor(tookMs.length / 2)),
  }
}
