// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { closings, type IncidentSummary, incidentKinds, recipients } from '../../incidents/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { listAt, type PageOptions, tellPage, withAfter } from '../client/page.ts'
import { idFrom } from '../input/id.ts'
import { sinceFrom } from '../input/since.ts'
import { type ShownIncident, tellIncident, tellIncidents } from '../tell/incident.ts'
import type { Terminal } from '../terminal.ts'
import { passOptionsOn } from './inherit-options.ts'
import { addPaper } from './paper.ts'

interface OpenOptions extends ApiOptions {
  readonly kind: readonly string[]
  readonly what: string
  readonly aware?: string
  readonly call?: readonly string[]
}

interface NoteOptions extends ApiOptions {
  readonly note: string
  readonly kind?: readonly string[]
  readonly aware?: string
  readonly call?: readonly string[]
}

interface ReportOptions extends ApiOptions {
  readonly to: string
  readonly whom: string
  readonly what: string
  readonly at?: string
  readonly unreachable?: true
  readonly incomplete?: true
}

interface CloseOptions extends ApiOptions {
  readonly because: string
  readonly reason: string
}

interface Listing {
  readonly incidents: readonly IncidentSummary[]
  readonly next?: string
}

export function addIncidentCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const incidents = passOptionsOn(withApiOptions(program.command('incidents'), terminal))
  withAfter(incidents, terminal)
  incidents
    .argument('[incident]', say('het nummer van een dossier', 'the id of a file'))
    .description(say('dossiers van incidenten, met hun termijnen', 'files of incidents, with their clocks'))
    .action(async (id: string | undefined, { after, ...options }: ApiOptions & PageOptions) => {
      const api = new ApiClient(options, terminal)
      if (id !== undefined)
        return show(await api.get<ShownIncident>('incidents', idFrom(id, terminal)), options, terminal)
      const answer = await api.get<Listing>(listAt('incidents', { after }, terminal))
      if (options.json) terminal.json(answer)
      else
        terminal.out(
          ...tellPage(
            tellIncidents(answer.incidents, Date.now(), terminal),
            { listed: answer.incidents, next: answer.next, after, again: 'incidents' },
            terminal,
          ),
        )
    })
  addOpen(incidents, terminal)
  addNote(incidents, terminal)
  addReport(incidents, terminal)
  addClose(incidents, terminal)
  addPaper(incidents, terminal, {
    argument: '<incident>',
    what: say('het nummer van een dossier', 'the id of a file'),
    path: (id) => ['incidents', id, 'export'],
  })
}

const calls = (say: Terminal['say']) => say('een aanroep die ermee te maken heeft', 'a call that has to do with it')
const aware = (say: Terminal['say']) =>
  say(
    'sinds wanneer u het weet, zoals 2d, 5h of 2026-11-20T09:30',
    'since when you know, such as 2d, 5h or 2026-11-20T09:30',
  )

function addOpen(incidents: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(incidents.command('open'), terminal)
    .argument('<system>', say('de naam van een systeem', 'the id of a system'))
    .summary(say('opent een dossier; de termijn loopt', 'opens a file; the clock runs'))
    .requiredOption('--kind <kind...>', incidentKinds.join(', '))
    .requiredOption(
      '--what <text>',
      say('wat er gebeurde; wordt verzegeld bewaard', 'what happened; it is kept sealed'),
    )
    .option('--aware <when>', aware(say))
    .option('--call <call...>', calls(say))
    .action(async (system: string, { kind: kinds, what, aware: since, call, ...options }: OpenOptions) => {
      const api = new ApiClient(options, terminal)
      const awareAt = since === undefined ? undefined : sinceFrom(since, Date.now(), terminal, '--aware')
      const wish = { system: idFrom(system, terminal), kinds, what, awareAt, calls: call }
      show(await api.post<ShownIncident>(['incidents'], wish), options, terminal)
    })
}

function addNote(incidents: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(incidents.command('note'), terminal)
    .argument('<incident>', say('het nummer van een dossier', 'the id of a file'))
    .summary(say('voegt toe wat bekend werd', 'adds what became known'))
    .requiredOption('--note <text>', say('wat; wordt verzegeld bewaard', 'what; it is kept sealed'))
    .option('--kind <kind...>', incidentKinds.join(', '))
    .option('--aware <when>', aware(say))
    .option('--call <call...>', calls(say))
    .action(async (id: string, { kind: kinds, note, aware: since, call, ...options }: NoteOptions) => {
      const api = new ApiClient(options, terminal)
      const awareAt = since === undefined ? undefined : sinceFrom(since, Date.now(), terminal, '--aware')
      const wish = { note, kinds, awareAt, calls: call }
      show(await api.post<ShownIncident>(['incidents', idFrom(id, terminal), 'notes'], wish), options, terminal)
    })
}

function addReport(incidents: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(incidents.command('report'), terminal)
    .argument('<incident>', say('het nummer van een dossier', 'the id of a file'))
    .summary(say('legt vast wie het te horen kreeg', 'records who was told'))
    .requiredOption('--to <recipient>', recipients.join(', '))
    .requiredOption('--whom <text>', say('wie het was', 'who it was'))
    .requiredOption('--what <text>', say('wat zij te horen kregen', 'what they were told'))
    .option('--at <when>', say('wanneer, zoals 2h of 2026-11-20T09:30', 'when, such as 2h or 2026-11-20T09:30'))
    .option('--unreachable', say('zij waren niet te bereiken', 'they could not be reached'))
    .option('--incomplete', say('een eerste, nog onvolledige melding', 'a first report that is not complete yet'))
    .action(async (id: string, { to, whom, what, at, unreachable, incomplete, ...options }: ReportOptions) => {
      const api = new ApiClient(options, terminal)
      const when = at === undefined ? {} : { at: sinceFrom(at, Date.now(), terminal, '--at') }
      const outcome = unreachable ? 'unreachable' : 'told'
      const wish = { to, whom, what, ...when, outcome, isComplete: incomplete !== true }
      show(await api.post<ShownIncident>(['incidents', idFrom(id, terminal), 'reports'], wish), options, terminal)
    })
}

function addClose(incidents: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(incidents.command('close'), terminal)
    .argument('<incident>', say('het nummer van een dossier', 'the id of a file'))
    .summary(say('sluit een dossier', 'closes a file'))
    .requiredOption('--because <cause>', closings.join(', '))
    .requiredOption('--reason <text>', say('waarom; wordt bewaard', 'why; it is kept'))
    .action(async (id: string, { because, reason, ...options }: CloseOptions) => {
      const api = new ApiClient(options, terminal)
      const wish = { because, reason }
      show(await api.post<ShownIncident>(['incidents', idFrom(id, terminal), 'close'], wish), options, terminal)
    })
}

function show(incident: ShownIncident, { json }: ApiOptions, terminal: Terminal): void {
  if (json) terminal.json(incident)
  else terminal.out(...tellIncident(incident, Date.now(), terminal))
}
