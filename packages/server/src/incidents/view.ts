// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import { integer, type Journal, type JsonValue, type Row, text } from '../journal/index.ts'
import type { System } from '../organisation/index.ts'
import type { SystemView } from '../register/index.ts'
import { type Clock, clocksOf, counting } from './clock.ts'
import { type Duty, dutiesOf, type Recipient, type Report, recipients } from './duties.ts'
import { type IncidentKind, isIncidentKind } from './kinds.ts'
import { awarenessIn, citedIn } from './projection.ts'

export interface Setting {
  readonly systems: ReadonlyMap<string, System>
  readonly timeZone: string
  readonly nowMs: number
}

export interface IncidentSummary {
  readonly id: string
  readonly system: { readonly id: string; readonly name: string }
  readonly state: 'open' | 'closed'
  /** The clocks that its kinds start, the earliest end first; that one counts. */
  readonly clocks: readonly Clock[]
  /** The first clock ended before any authority was told. The file itself says whose duty that was. */
  readonly isPastClock: boolean
  /** When an authority was first told, according to whoever recorded it. */
  readonly authorityToldAt?: number
  readonly openedAt: number
}

export interface IncidentEvent {
  /** Its index in the log. */
  readonly entry: number
  readonly at: number
  readonly kind: 'opened' | 'noted' | 'reported' | 'closed'
  /** Absent once that person was erased. */
  readonly by?: string
  /** What they wrote; absent once it was erased. */
  readonly text?: string
  readonly kinds?: readonly IncidentKind[]
  readonly awareAt?: number
  readonly calls?: readonly string[]
  readonly report?: Report & { readonly whom?: string; readonly isAfterClock: boolean }
  readonly because?: string
}

export interface IncidentView extends IncidentSummary {
  readonly counting: Text
  readonly window: { readonly from: number; readonly until: number }
  readonly cited: readonly string[]
  readonly events: readonly IncidentEvent[]
  readonly duties: readonly Duty[]
  /** How the system stands in the register today; absent when it is not in it. */
  readonly standing?: {
    readonly label: string
    readonly strictest: string
    readonly law: string
    readonly owner: string
    readonly accountable: string
    readonly roles: readonly string[]
  }
  /** What this file is, and what it does not decide. */
  readonly notice: Text
}

const notice: Text = {
  nl: 'Hulp bij beslissen, met bronnen. Dit dossier zegt wat is vastgelegd en wanneer; of aan een plicht is voldaan, beoordelen mensen.',
  en: 'Decision support with its sources. This file says what was recorded and when; whether a duty was met is for people to judge.',
}

export function summaryOf(setting: Setting, row: Row, reported: readonly Row[]): IncidentSummary {
  const id = text(row, 'system')
  const clocks = clocksOf(awarenessIn(row), setting.timeZone)
  const told = reported.map(reportOf).filter(isToAuthority)
  const first = told.length === 0 ? undefined : Math.min(...told.map(({ at }) => at))
  const due = clocks[0]?.dueAt ?? Number.POSITIVE_INFINITY
  return {
    id: text(row, 'id'),
    system: { id, name: setting.systems.get(id)?.name ?? id },
    state: row.state === 'closed' ? 'closed' : 'open',
    clocks,
    isPastClock: (first ?? lastMoment(row, setting)) > due,
    ...(first === undefined ? {} : { authorityToldAt: first }),
    openedAt: integer(row, 'opened_at'),
  }
}

export async function viewOf(
  journal: Journal,
  setting: Setting,
  row: Row,
  rows: readonly Row[],
  system: SystemView | undefined,
): Promise<IncidentView> {
  const reported = rows.filter(({ kind }) => kind === 'incident.reported')
  const summary = summaryOf(setting, row, reported)
  const [clock] = summary.clocks
  return {
    ...summary,
    counting,
    window: { from: integer(row, 'from_at'), until: integer(row, 'until_at') },
    cited: citedIn(row),
    events: await Promise.all(rows.map((event) => eventOf(journal, event, clock))),
    duties: dutiesOf(clock, reported.map(reportOf), lastMoment(row, setting), system),
    ...(system === undefined ? {} : { standing: standingOf(system) }),
    notice,
  }
}

/** A closed file changes no more; an open one runs until now. */
function lastMoment({ closed_at: closedAt }: Row, { nowMs }: Setting): number {
  return typeof closedAt === 'number' ? closedAt : nowMs
}

function standingOf({ label, strictest, law, owner, accountable, facts }: SystemView) {
  const role = facts.find(({ fact }) => fact === 'role')?.value
  return { label, strictest, law, owner, accountable, roles: Array.isArray(role) ? role.map(String) : [] }
}

function isToAuthority({ to, outcome }: Report): boolean {
  return outcome === 'told' && (to === 'market-surveillance-authority' || to === 'ai-office')
}

/** Trusted: the fold wrote `data` from a leaf, and stores nothing that it refuses. */
function dataOf(row: Row): Readonly<Record<string, JsonValue>> {
  return JSON.parse(text(row, 'data'))
}

function reportOf(row: Row): Report {
  const { to, at, outcome, complete } = dataOf(row)
  return {
    entry: integer(row, 'entry'),
    to: recipients.find((one): one is Recipient => one === to) ?? 'other',
    at: Number(at),
    recordedAt: integer(row, 'at'),
    outcome: outcome === 'unreachable' ? 'unreachable' : 'told',
    isComplete: complete === true,
  }
}

/** The name under which each kind of entry seals what people wrote. */
const written = {
  'incident.opened': { kind: 'opened', field: 'what' },
  'incident.noted': { kind: 'noted', field: 'note' },
  'incident.reported': { kind: 'reported', field: 'what' },
  'incident.closed': { kind: 'closed', field: 'reason' },
} as const

async function eventOf(journal: Journal, row: Row, clock: Clock | undefined): Promise<IncidentEvent> {
  const data = dataOf(row)
  const entry = integer(row, 'entry')
  const name = text(row, 'kind')
  const { kind, field } = isWritten(name) ? written[name] : written['incident.noted']
  const said = await disclosed(journal, entry, field)
  const subject = await journal.subjectOf(String(data.by))
  const report = kind === 'reported' ? await reportWith(journal, reportOf(row), clock) : undefined
  return {
    entry,
    at: integer(row, 'at'),
    kind,
    ...(subject === undefined ? {} : { by: subject.replace(/^person:/, '') }),
    ...(said === undefined ? {} : { text: said }),
    ...(Array.isArray(data.kinds) ? { kinds: data.kinds.map(String).filter(isIncidentKind) } : {}),
    ...(typeof data.awareAt === 'number' ? { awareAt: data.awareAt } : {}),
    ...(Array.isArray(data.calls) ? { calls: data.calls.map(String) } : {}),
    ...(report === undefined ? {} : { report }),
    ...(typeof data.because === 'string' ? { because: data.because } : {}),
  }
}

function isWritten(kind: string): kind is keyof typeof written {
  return Object.hasOwn(written, kind)
}

async function reportWith(journal: Journal, report: Report, clock: Clock | undefined) {
  const whom = await disclosed(journal, report.entry, 'whom')
  const isAfterClock = clock !== undefined && report.at > clock.dueAt
  return { ...report, ...(whom === undefined ? {} : { whom }), isAfterClock }
}

async function disclosed(journal: Journal, entry: number, name: string): Promise<string | undefined> {
  const value = (await journal.disclose(entry, name))?.value
  return typeof value === 'string' ? value : undefined
}
