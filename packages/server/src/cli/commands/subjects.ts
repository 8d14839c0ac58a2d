// SPDX-License-Identifier: EUPL-1.2
import { type Command, Option } from 'commander'
import { type Basis, bases, type Erased } from '../../subjects/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { confirmationOf, type Division, divide, gatherHeld, openHeld } from '../client/gather-held.ts'
import { CliError } from '../error.ts'
import { progressTo } from '../progress.ts'
import { tellBases, tellContent, tellDivision, tellHeld, tellRecipients } from '../tell/subject.ts'
import type { Terminal } from '../terminal.ts'

interface HeldOptions extends ApiOptions {
  readonly content?: true
}

interface EraseOptions extends ApiOptions {
  readonly basis: Basis
  readonly reason: string
  readonly keep?: readonly string[]
  readonly confirm?: string
}

const about = (say: Terminal['say']) =>
  say(
    'over wie: customer:10023, address:jan@example.nl, person:anna, run:…, incident:… of statement:…',
    'about whom: customer:10023, address:jan@example.nl, person:anna, run:…, incident:… or statement:…',
  )

export function addSubjectCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('held'), terminal)
    .argument('<subject>', about(say))
    .summary(say('laat zien wat u over iemand bewaart', 'shows what you hold about somebody'))
    .option(
      '--content',
      say('met de inhoud zelf, voor wie een kopie vraagt', 'with the content, for those who ask for a copy'),
    )
    .action((subject: string, options: HeldOptions) => held(subject, options, terminal))

  withApiOptions(program.command('erase'), terminal)
    .argument('<subject>', about(say))
    .summary(say('wist de inhoud over iemand, voorgoed', 'erases the content about somebody, for good'))
    .description(
      say(
        'Laat eerst zien wat er weggaat, met een code. Met --confirm en die code gaat precies dat weg, en niets brengt het terug.',
        'First shows what will go, with a code. With --confirm and that code exactly that goes, and nothing brings it back.',
      ),
    )
    .addOption(new Option('--basis <basis>', tellBases(terminal)).choices(bases).makeOptionMandatory())
    .requiredOption(
      '--reason <text>',
      say('waarom, zonder naam: het kenmerk van de brief', 'why, without a name: the reference of the letter'),
    )
    .option('--keep <run...>', say('runs die blijven', 'runs that stay'))
    .option('--confirm <code>', say('de code die u te zien kreeg', 'the code that you were shown'))
    .action((subject: string, options: EraseOptions) => erase(subject, options, terminal))
}

async function held(subject: string, { content, ...options }: HeldOptions, terminal: Terminal): Promise<void> {
  const api = new ApiClient(options, terminal)
  const gathered = await gatherHeld(api, subject, terminal)
  const progress = progressTo(terminal.warn)
  const opened: Record<string, Awaited<ReturnType<typeof openHeld>>> = {}
  for (const [at, part] of (content === true ? gathered.parts : []).entries()) {
    const [nth, all] = [at + 1, gathered.parts.length]
    progress(() => terminal.say(`inhoud ${nth} van ${all}`, `content ${nth} of ${all}`))
    opened[part.subject] = await openHeld(api, part.subject)
  }
  if (options.json) return terminal.json(content === true ? { ...gathered, content: opened } : gathered)
  terminal.out(...tellHeld(gathered, terminal), ...tellContent(Object.values(opened).flat(), terminal))
}

async function erase(subject: string, options: EraseOptions, terminal: Terminal): Promise<void> {
  const { basis, reason, keep = [], confirm, json } = options
  const { say, command } = terminal
  const api = new ApiClient(options, terminal)
  const kept = new Set(keep.map((run) => (run.startsWith('run:') ? run : `run:${run}`)))
  const gathered = await gatherHeld(api, subject, terminal)
  const division = divide(gathered, basis, kept)
  const code = confirmationOf(division)
  if (confirm === undefined) {
    if (json) return terminal.json({ ...division, exhibits: gathered.exhibits, confirm: code })
    terminal.out(...tellDivision(division, terminal), ...tellRecipients(gathered, terminal))
    if (division.goes.length === 0) return
    const again = `${command} erase ${subject} --basis ${basis} --reason …${keep.map((run) => ` --keep ${run}`).join('')}`
    terminal.out(
      '',
      say(
        `Er is nog niets gewist. Klopt het: ${again} --confirm ${code}`,
        `Nothing was erased yet. If it is right: ${again} --confirm ${code}`,
      ),
    )
    return
  }
  if (confirm !== code || division.goes.length === 0) {
    throw new CliError('refused', [
      say(
        'Er is niets gewist: dit is niet meer wat u te zien kreeg.',
        'Nothing was erased: this is not what you were shown any more.',
      ),
      ...tellDivision(division, terminal),
      ...(division.goes.length === 0 ? [] : [say(`De code is nu ${code}.`, `The code is ${code} now.`)]),
    ])
  }
  const erased = await eraseAll(api, division, { basis, reason }, terminal)
  if (json) return terminal.json({ erased, stays: division.stays })
  terminal.out(
    ...erased.map((gone) => tellErased(gone, say)),
    ...(division.stays.length === 0 ? [] : tellDivision({ goes: [], stays: division.stays }, terminal).slice(1)),
    say(
      'In reservekopieën van de sleutels is het te openen tot die weg zijn (docs/guide/nl/reservekopie.md).',
      'Backups of the keys can open it until those are gone (docs/guide/en/backup.md).',
    ),
  )
}

/**
 * One subject at a time, each with an entry of its own: an interrupted erasure has done what it reported, and can be
 * repeated.
 */
async function eraseAll(
  api: ApiClient,
  { goes }: Division,
  why: { readonly basis: Basis; readonly reason: string },
  { say, warn }: Terminal,
) {
  const progress = progressTo(warn)
  const erased: (Erased & { readonly subject: string })[] = []
  for (const { subject, mark } of goes) {
    progress(() => say(`${erased.length} van ${goes.length} gewist`, `${erased.length} of ${goes.length} erased`))
    try {
      erased.push({ subject, ...(await api.post<Erased>(['subjects', 'erase'], { subject, mark, ...why })) })
    } catch (error) {
      warn(...erased.map((gone) => tellErased(gone, say)))
      throw error
    }
  }
  return erased
}

function tellErased({ subject, entry }: { readonly subject: string; readonly entry: number }, say: Terminal['say']) {
  return say(`${subject} is gewist: vermelding ${entry}.`, `${subject} is erased: entry ${entry}.`)
}
