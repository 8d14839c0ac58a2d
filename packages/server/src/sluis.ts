// SPDX-License-Identifier: EUPL-1.2
// The composition root: opens the rooms in their order, wires them, and closes them in the opposite order. Nothing is
// decided here.
import manifest from '../package.json' with { type: 'json' }
import { ContactWatch } from './contact-watch.ts'
import { type DoorSettings, doorsOf } from './doors.ts'
import {
  editCase,
  type GateParts,
  gateListener,
  keyEnded,
  type Loaded,
  listen,
  ModelUpstreams,
  ModelWatch,
  ProviderDrills,
  Runs,
  recipientOf,
  StopDrills,
  type StopDrillTicket,
  settleLostCalls,
  type Tools,
} from './gate/index.ts'
import { endKeysOfLeavers, Identity, type KeyNews, keyMailFor, Sessions } from './identity/index.ts'
import { InForce, type Reloaded } from './in-force.ts'
import { Incidents } from './incidents/index.ts'
import { Journal, type JournalSettings, type JsonObject } from './journal/index.ts'
import { Limits } from './limits/index.ts'
import { load, originOf, recordLoad, ruleOf } from './load.ts'
import { NeighbourWatch } from './neighbour-watch.ts'
import { notifier } from './notifier.ts'
import { type Person, requireApart } from './organisation/index.ts'
import { type CaseRule, ModelAlarm, Oversight } from './oversight/index.ts'
import { assessmentIn, assessmentType, Publications, Register } from './register/index.ts'
import { Replays } from './revision/index.ts'
import { Statements } from './statements/index.ts'
import { Stops } from './stop/index.ts'
import { Subjects, Terms } from './subjects/index.ts'
import { Tasks } from './tasks/index.ts'
import { Telemetry } from './telemetry/index.ts'
import { warn } from './warnings/index.ts'
import { Witnesses } from './witness/index.ts'

export interface SluisSettings extends DoorSettings {
  readonly organisationFolder: string
  readonly dataFolder: string
  /** The URL of a PostgreSQL database that several processes share; absent, all lies in the data folder. */
  readonly database?: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How long calls under way may take when Sluis closes; half a minute unless told otherwise. */
  readonly graceMs?: number
  /** The clock; the machine's own unless told otherwise. */
  readonly now?: () => number
  /** Where the signing key is, and what the log is held to before it is served. */
  readonly custody?: Pick<JournalSettings, 'signer' | 'known'>
}

export interface Sluis {
  readonly journal: Journal
  readonly identity: Identity
  readonly sessions: Sessions
  readonly stops: Stops
  readonly oversight: Oversight
  readonly tasks: Tasks
  readonly statements: Statements
  readonly register: Register
  readonly publications: Publications
  readonly incidents: Incidents
  readonly subjects: Subjects
  readonly witnesses: Witnesses
  readonly runs: Runs
  readonly limits: Limits
  readonly replays: Replays
  readonly telemetry: Telemetry
  readonly loaded: () => Loaded
  readonly drills: {
    beginStop(streams: number): StopDrillTicket & { readonly url: string }
    recordStop: StopDrills['record']
    providerLoss: ProviderDrills['run']
  }
  /** Which descriptions of tools people admit. */
  readonly tools: Pick<Tools, 'review' | 'admit' | 'refuse'>
  /** A rule of the policies in force, as people read it. */
  readonly ruleOf: (id: string) => CaseRule | undefined
  readonly gateUrl: string
  readonly deskUrl: string
  /** Calls that were under way when the last process died. */
  readonly lostCalls: number
  edit(caseId: string, args: JsonObject, person: Person): Promise<{ readonly case: string }>
  /** Reads the organisation's folder anew: an act of a person, and an entry (P9). */
  reload(person: Person): Promise<Reloaded & { readonly left: readonly string[] }>
  /** Lets nobody in any more and ends what is under way; the stop and people's door go on working meanwhile. */
  drain(): Promise<void>
  close(): Promise<void>
}

const defaultGraceMs = 30_000

/** What is closed again, in the opposite order of opening. */
interface Room {
  close(): Promise<void> | void
}

/** Opens Sluis up to and with the agents' door. Rejects with the error of the room that could not open. */
export async function openSluis(settings: SluisSettings): Promise<Sluis> {
  const now = settings.now ?? Date.now
  const { gateUrl, deskUrl, ownGateUrl } = doorsOf(settings)
  const first = load(settings.organisationFolder)
  const origin = originOf(first.organisation)
  const projections = new URL('./projections.ts', import.meta.url)
  const { dataFolder: folder, database, custody, environment } = settings
  const place = database === undefined ? { folder } : { folder, database }
  await using opening = new AsyncDisposableStack()
  const open = <T extends Room>(room: T): T => opening.adopt(room, () => room.close())
  const journal = open(await Journal.open({ ...place, origin, projections, ...custody }))
  // Before anything is written: on an older copy it would begin another history.
  const witnesses = open(await Witnesses.open({ log: journal.log, settings: first.organisation.settings, now }))
  const stops = open(await Stops.open(journal, now))
  const lostCalls = await settleLostCalls(journal)
  requireApart(first.organisation, folder)
  await recordLoad(journal, first)
  const inForce = open(new InForce(first, { journal, environment, dataFolder: folder, now }))
  const loaded = () => inForce.loaded
  const organisation = () => inForce.organisation
  const register = open(await Register.open({ journal, organisation, now }))

  const notify = notifier(first, environment)
  const tell = (news: KeyNews): void => {
    const mail = keyMailFor(organisation(), news, `${deskUrl}/keys`)
    if (mail !== undefined) notify?.(mail).catch((error: unknown) => warn('key-notice-unsent', { error }))
  }
  const identity = open(await Identity.open({ journal, organisation, now, tell }))
  // Another process that shares the log may have newer files, which name people that these don't: a load ends keys there.
  if (!journal.isShared) await endKeysOfLeavers(identity, organisation())
  identity.onEnd((key) => stops.cutKey(key, keyEnded))
  const caseLink = (id: string): string => `${deskUrl}/cases/${id}`
  const oversight = open(
    new Oversight({
      journal,
      organisation,
      ruleOf: (id) => ruleOf(loaded(), id),
      taskOf: (run) => taskOf(journal, run),
      linkTo: caseLink,
      now,
      ...(notify === undefined ? {} : { notify }),
    }),
  )
  const upstreams = open(new ModelUpstreams(environment))
  const limits = await Limits.open({ journal, now })
  const runs = new Runs(journal)
  const providerDrills = new ProviderDrills({ journal, identity, runs, register, loaded, gateUrl: ownGateUrl, now })
  const about = { organisation: first.organisation.settings.id, version: manifest.version }
  const telemetry = open(Telemetry.from(environment, about))
  telemetry.observe({
    inFlight: () => limits.inFlight,
    activeStops: () => stops.list().length,
    openCases: () => openCases(journal),
    logSize: async () => (await journal.log.checkpoint()).size,
  })
  const gate: GateParts = {
    journal,
    identity,
    stops,
    runs,
    limits,
    telemetry,
    oversight,
    loaded,
    toolsOf: (loaded) => inForce.toolsOf(loaded),
    caseLink,
    now,
    register,
    lostFor: (run) => providerDrills.lostFor(run),
  }
  open(new ContactWatch(journal, stops))
  const stopDrills = new StopDrills({ stops, journal, now })
  const server = await listen(
    gateListener({ ...gate, upstreams, stopDrills, hostname: settings.hostname, url: gateUrl }),
    settings.gatePort,
    settings.hostname,
  )
  opening.defer(() => closeServer(server))
  if (notify !== undefined) open(new ModelAlarm({ journal, organisation, notify, link: deskUrl, now }))
  const replays = open(new Replays({ journal, loaded }))
  open(new ModelWatch(journal))
  const terms = open(new Terms({ journal, terms: () => register.contentTerms(), now }).start())

  // Runs of tasks last until what they asked is answered: cut off, a mail on its way would be one that nobody knows of.
  const tasks = open(new Tasks({ journal, identity, organisation, gateUrl: ownGateUrl, now }))
  let drained: Promise<void> | undefined
  const drain = (): Promise<void> => {
    drained ??= limits.drain(settings.graceMs ?? defaultGraceMs)
    return drained
  }
  opening.defer(drain)
  open(new NeighbourWatch(journal, tasks))
  const closing = opening.move()
  return {
    journal,
    identity,
    sessions: new Sessions(now),
    stops,
    oversight,
    tasks,
    witnesses,
    statements: new Statements({ journal, organisation, now, readers: { [assessmentType]: assessmentIn } }),
    register,
    incidents: new Incidents({ journal, organisation, register, now }),
    subjects: new Subjects({
      ...{ journal, organisation, now },
      termOf: (system) => register.termOf(system),
      recipientOf: (address) => recipientOf(journal, address),
    }),
    publications: new Publications({
      ...{ journal, organisation, environment, now },
      portrait: (id) => register.portrait(id),
    }),
    runs: gate.runs,
    limits,
    replays,
    drills: {
      beginStop: (streams) => ({ ...stopDrills.begin(streams), url: `${gateUrl}/v1/drill` }),
      recordStop: (...wish) => stopDrills.record(...wish),
      providerLoss: (...wish) => providerDrills.run(...wish),
    },
    telemetry,
    loaded,
    tools: {
      review: () => inForce.tools.review(),
      admit: (...wish) => inForce.tools.admit(...wish),
      refuse: (...wish) => inForce.tools.refuse(...wish),
    },
    ruleOf: (id) => ruleOf(loaded(), id),
    gateUrl,
    deskUrl,
    lostCalls,
    edit: (caseId, args, person) => editCase(gate, caseId, args, person),
    reload: async (person) => {
      const loading = await inForce.reload(register, person)
      const left = await endKeysOfLeavers(identity, organisation(), person.id)
      tasks.reschedule()
      if (loading.shorter.length > 0) terms.putOff()
      return { ...loading, left }
    },
    drain,
    close: () => closing.disposeAsync(),
  }
}

async function openCases(journal: Journal): Promise<number> {
  const [row] = await journal.query("SELECT COUNT(*) AS count FROM cases WHERE state = 'open'")
  return Number(row?.count)
}

async function taskOf(journal: Journal, run: string): Promise<string | undefined> {
  const [row] = await journal.query('SELECT task FROM task_runs WHERE run = $1', run)
  return row === undefined ? undefined : String(row.task)
}

async function closeServer(server: Awaited<ReturnType<typeof listen>>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}
