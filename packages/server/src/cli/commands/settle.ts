// SPDX-License-Identifier: EUPL-1.2
import { type Command, Option } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { listAt, type PageOptions, tellPage, withAfter } from '../client/page.ts'
import { CliError } from '../error.ts'
import { idFrom } from '../input/id.ts'
import { type ShownCall, tellCall } from '../tell/call.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends ApiOptions, PageOptions {
  readonly as?: 'done' | 'not-done'
  readonly reason?: string
}

interface Listing {
  readonly calls: readonly ShownCall[]
  readonly next?: string
}

export function addSettle(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withAfter(withApiOptions(program.command('settle'), terminal), terminal)
    .argument('[call]', say('het nummer van een aanroep', 'the id of a call'))
    .summary(say('legt vast wat van een onbekende uitkomst bleek', 'records what became of an unknown outcome'))
    .description(
      say(
        'Zonder nummer: de aanroepen waarvan niemand weet of ze gelukt zijn. Met nummer, --as en --reason: wat u daarvan uitzocht.',
        'Without an id: the calls whose outcome is unknown. With an id, --as and --reason: what you found out.',
      ),
    )
    .addOption(
      new Option('--as <done|not-done>', say('is het gebeurd, of niet', 'whether it was done, or not')).choices([
        'done',
        'not-done',
      ]),
    )
    .option('--reason <text>', say('waaruit dat blijkt', 'how you know'))
    .action((call: string | undefined, options: Options) =>
      call === undefined ? list(options, terminal) : settle(call, options, terminal),
    )
}

async function list({ after, ...options }: Options, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const answer = await new ApiClient(options, terminal).get<Listing>(
    listAt('calls', { state: 'unsettled', limit: '200', after }, terminal),
  )
  if (options.json) return terminal.json(answer)
  const { calls: listed, next } = answer
  const told = listed.flatMap((call) => {
    const [first = '', ...rest] = tellCall(call, terminal)
    return [first, `      ${call.agent.name}, ${call.run}`, ...rest]
  })
  const none = say('Van elke aanroep is de uitkomst bekend.', 'The outcome of every call is known.')
  terminal.out(...tellPage(told.length === 0 ? [none] : told, { listed, next, after, again: 'settle' }, terminal))
}

async function settle(given: string, { as, reason, ...options }: Options, terminal: Terminal): Promise<void> {
  const { say } = terminal
  if (as === undefined || reason === undefined) {
    throw new CliError(
      'misused',
      say(
        'Zeg met --as wat het werd, en met --reason waaruit dat blijkt.',
        'Say with --as what it was, and with --reason how you know.',
      ),
    )
  }
  const wish = { as, reason }
  const call = await new ApiClient(options, terminal).post<ShownCall>(
    ['calls', idFrom(given, terminal), 'settle'],
    wish,
  )
  if (options.json) return terminal.json(call)
  terminal.out(...tellCall(call, terminal))
}
