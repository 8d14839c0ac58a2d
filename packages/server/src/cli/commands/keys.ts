// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import { untilFrom } from '../input/since.ts'
import { type Whose, whoseFrom } from '../input/whose.ts'
import { type Key, tellKeys, tellWithout, type Without } from '../tell/key.ts'
import type { Terminal } from '../terminal.ts'
import { addRecover } from './recover-key.ts'

interface Listing {
  readonly keys: readonly Key[]
  readonly without: Without
}

interface Issued {
  readonly id: string
  readonly key: string
  readonly expiresAt?: number
}

interface IssueOptions extends ApiOptions {
  readonly expires?: string
}

interface RevokeOptions extends ApiOptions {
  readonly evenLast?: true
}

export function addKeyCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const keys = program
    .command('keys')
    .description(
      say('vervangt en trekt sleutels in van agents en mensen', 'replaces and revokes keys of agents and people'),
    )

  withApiOptions(keys.command('list', { isDefault: true }), terminal)
    .description(
      say('laat zien welke sleutels werken, en wie er geen heeft', 'shows which keys work, and who has none'),
    )
    .action(async (options: ApiOptions) => {
      const listing = await new ApiClient(options, terminal).get<Listing>('keys')
      if (options.json) return terminal.json(listing)
      terminal.out(...tellKeys(listing.keys, terminal), ...tellWithout(listing.without, terminal))
    })

  withApiOptions(keys.command('issue'), terminal)
    .argument(
      '[whose]',
      say('agent:NAAM of person:NAAM; zonder: uzelf', 'agent:NAME or person:NAME; without: yourself'),
    )
    .summary(say('maakt een sleutel en toont hem één keer', 'makes a key and shows it once'))
    .description(
      say(
        'Maakt een sleutel en toont hem één keer. Wie er een heeft, maakt zelf de volgende; voor een ander kan het als die er geen heeft.',
        'Makes a key and shows it once. With a key you make your own next one; for somebody else only if they have none.',
      ),
    )
    .option('--expires <time>', say('tot wanneer: 90d, 12h of een datum', 'until when: 90d, 12h or a date'))
    .action((whose: string | undefined, options: IssueOptions) => issue(whose, options, terminal))

  withApiOptions(keys.command('revoke'), terminal)
    .argument(
      '<key>',
      say(
        'het nummer uit de lijst, of agent:NAAM of person:NAAM voor al hun sleutels',
        'the id from the list, or agent:NAME or person:NAME for all their keys',
      ),
    )
    .summary(say('trekt een sleutel in, meteen', 'revokes a key, at once'))
    .description(
      say(
        'Trekt een sleutel in, meteen: wie ermee is aangemeld is weg, en wat een agent ermee deed wordt afgebroken.',
        'Revokes a key, at once: anyone signed in with it is signed out, and calls that an agent makes with it are cut.',
      ),
    )
    .option(
      '--even-last',
      say(
        'ook de laatste sleutel van wie sleutels voor mensen mag maken',
        'also the last key of those who may make keys for people',
      ),
    )
    .action((which: string, options: RevokeOptions) => revoke(which, options, terminal))

  addRecover(keys, terminal)
}

async function issue(
  given: string | undefined,
  { expires, ...options }: IssueOptions,
  terminal: Terminal,
): Promise<void> {
  const { say, command } = terminal
  const wish = expires === undefined ? {} : { expiresAt: untilFrom(expires, Date.now(), terminal, '--expires') }
  const whose = given === undefined ? undefined : whoseFrom(given, terminal)
  const api = new ApiClient(options, terminal)
  const { kind, id } = whose ?? { kind: 'person', id: (await api.get<Me>('me')).person.id }
  const issued = await api.post<Issued>([kind === 'agent' ? 'agents' : 'people', id, 'keys'], wish)
  if (options.json) return terminal.json(issued)
  terminal.out(
    say(
      `De nieuwe sleutel van ${kind}:${id}. Hij wordt nu één keer getoond en nergens bewaard:`,
      `The new key of ${kind}:${id}. It is shown once, now, and kept nowhere:`,
    ),
    `  ${issued.key}`,
    say(
      `Is er nog een oude, trek die dan in zodra deze werkt: ${command} keys`,
      `If there is an older one, revoke it once this one works: ${command} keys`,
    ),
  )
}

interface Me {
  readonly person: { readonly id: string }
}

/**
 * Revokes one key by its id, or all that somebody has. Every key is tried, so that one refusal keeps no other alive.
 */
async function revoke(given: string, { evenLast, ...options }: RevokeOptions, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const api = new ApiClient(options, terminal)
  const ids = given.includes(':') ? await keysOf(api, whoseFrom(given, terminal)) : [idFrom(given, terminal)]
  const body = evenLast ? { evenIfLast: true } : {}
  const tried = await Promise.allSettled(
    ids.map((id) => api.post<{ readonly id: string }>(['keys', id, 'revoke'], body)),
  )
  const revoked = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
  if (options.json) terminal.json({ revoked })
  else if (ids.length === 0) terminal.out(say(`${given} heeft geen sleutel.`, `${given} has no key.`))
  else
    terminal.out(
      ...revoked.map((id) => say(`Ingetrokken: ${id}. Hij werkt niet meer.`, `Revoked: ${id}. It no longer works.`)),
    )
  for (const one of tried) if (one.status === 'rejected') throw one.reason
}

async function keysOf(api: ApiClient, whose: Whose): Promise<readonly string[]> {
  const { keys } = await api.get<Listing>('keys')
  return keys.filter(({ kind, holder }) => kind === whose.kind && holder.id === whose.id).map(({ id }) => id)
}
