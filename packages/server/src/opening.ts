// SPDX-License-Identifier: EUPL-1.2
// The steps by which `sluis.ts` opens Sluis: each is given what the earlier ones opened, and wires it. Nothing is
// decided here.
import manifest from '../package.json' with { type: 'json' }
import { ContactWatch } from './contact-watch.ts'
import type { DoorSettings, Doors } from './doors.ts'
import { Following } from './following.ts'
import {
  type GateParts,
  gateListener,
  keyEnded,
  type Loaded,
  listen,
  ModelUpstreams,
  ModelWatch,
  ProviderDrills,
  Runs,
  StopDrills,
  settleLostCalls,
} from './gate/index.ts'
import { healthOf } from './health.ts'
import { endKeysOfLeavers, Identity, type KeyNews, keyMailFor } from './identity/index.ts'
import { InForce, type Reloaded } from './in-force.ts'
import { Journal, type JournalSettings } from './journal/index.ts'
import { Limits } from './limits/index.ts'
import { originOf, ruleOf } from './load.ts'
import { NeighbourWatch } from './neighbour-watch.ts'
import { notifier } from './notifier.ts'
import { requireApart } from './organisation/index.ts'
import { ModelAlarm, Oversight } from './oversight/index.ts'
import { Register } from './register/index.ts'
import { Replays } from './revision/index.ts'
import { Stops } from './stop/index.ts'
import { Terms } from './subjects/index.ts'
import { Tasks } from './tasks/index.ts'
import { Telemetry } from './telemetry/index.ts'
import { warn } from './warnings/index.ts'
import { Witnesses } from './witness/index.ts'

export interface SluisSettings extends DoorSettings {
  readonly organisationFolder: string
  readonly dataFolder: string
  /** The URL of a PostgreSQL database that several processes share; without it everything is in the data folder. */
  readonly database?: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How long calls under way get to finish when Sluis closes; half a minute by default. */
  readonly graceMs?: number
  /** The clock; by default the machine's own. */
  readonly now?: () => number
  /** Where the signing key is, and which checkpoints the log must agree with before it is served. */
  readonly custody?: Pick<JournalSettings, 'signer' | 'known'>
}

/** Something that must be closed again, in the opposite order of opening. */
interface Room {
  close(): Promise<void> | void
}

/** What every step is given. */
export interface Plan {
  readonly settings: SluisSettings
  readonly doors: Doors
  /** The organisation as its files are now. */
  readonly first: Loaded
  readonly now: () => number
  /** Registers a room to be closed together with Sluis. */
  readonly open: <T extends Room>(room: T) => T
}

type Log = Awaited<ReturnType<typeof openLog>>
type OrganisationInForce = Awaited<ReturnType<typeof openOrganisation>>
type People = Awaited<ReturnType<typeof openPeople>>
type Gate = Awaited<ReturnType<typeof openGate>>
export type Opened = Log & OrganisationInForce & People & Gate & ReturnType<typeof openBeside>

/** The log, and the stops that it holds. Settles what was under way when the last process died. */
export async function openLog({ settings, first, now, open }: Plan) {
  const { dataFolder: folder, database, custody } = settings
  const place = database === undefined ? { folder } : { folder, database }
  const origin = originOf(first.organisation)
  const projections = new URL('./projections.ts', import.meta.url)
  const { version } = manifest
  const journal = open(await Journal.open({ ...place, origin, projections, version, ...custody }))
  // Before anything is written: on an older copy of the log, that would begin another history.
  const witnesses = open(await Witnesses.open({ log: journal.log, settings: first.organisation.settings, now }))
  const stops = open(await Stops.open(journal, now))
  return { journal, witnesses, stops, lostCalls: await settleLostCalls(journal) }
}

/** The organisation in force from here on, and what the register says about its systems. */
export async function openOrganisation(plan: Plan, { journal }: Log) {
  const { settings, first, now, open } = plan
  const { dataFolder, environment } = settings
  requireApart(first.organisation, dataFolder)
  const inForce = open(new InForce(first, { journal, environment, dataFolder, now }))
  await inForce.begin()
  const organisation = () => inForce.organisation
  const register = open(await Register.open({ journal, organisation, now }))
  const following = open(new Following(inForce, register))
  return { inForce, following, loaded: () => inForce.loaded, organisation, register }
}

/** Who has a key, and who decides cases; people get mail when the organisation has a mail server. */
export async function openPeople({ settings, doors, first, now, open }: Plan, opened: Log & OrganisationInForce) {
  const { journal, stops, inForce, loaded, organisation } = opened
  const notify = notifier(first, settings.environment)
  const tell = (news: KeyNews): void => {
    const mail = keyMailFor(organisation(), news, `${doors.deskUrl}/keys`)
    if (mail !== undefined) notify?.(mail).catch((error: unknown) => warn('key-notice-unsent', { error }))
  }
  const identity = open(await Identity.open({ journal, organisation, now, tell }))
  // Newer files, loaded by another process since, may name people that these don't.
  if (!inForce.isBehind) await endKeysOfLeavers(identity, organisation())
  identity.onEnd((key) => stops.cutKey(key, keyEnded))
  const caseLink = (id: string): string => `${doors.deskUrl}/cases/${id}`
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
  return { notify, identity, caseLink, oversight }
}

/** The agents' door, and everything that a call meets on its path. */
export async function openGate(
  { settings, doors, first, now, open }: Plan,
  opened: Log & OrganisationInForce & People,
) {
  const { journal, stops, inForce, following, loaded, register, identity, caseLink, oversight } = opened
  const { environment, hostname, gatePort } = settings
  const upstreams = open(new ModelUpstreams(environment))
  const limits = await Limits.open({ journal, now })
  const runs = new Runs(journal)
  const gateUrl = doors.ownGateUrl
  const providerDrills = new ProviderDrills({ journal, identity, runs, register, loaded, gateUrl, now })
  const about = { organisation: first.organisation.settings.id, version: manifest.version }
  const telemetry = open(Telemetry.from(environment, about))
  telemetry.observe({
    inFlight: () => limits.inFlight,
    activeStops: () => stops.list().length,
    openCases: () => openCases(journal),
    logSize: async () => (await journal.log.checkpoint()).size,
    filesBehind: () => Number(inForce.isBehind),
  })
  const gate: GateParts = {
    ...{ journal, identity, stops, runs, limits, telemetry, oversight, loaded, caseLink, now, register },
    toolsOf: (loaded) => inForce.toolsOf(loaded),
    lostFor: (run) => providerDrills.lostFor(run),
    isBehind: () => inForce.isBehind,
    catchingUp: () => following.looking,
  }
  const contact = open(new ContactWatch(journal, stops))
  const health = healthOf({ journal, contact, inForce, limits })
  const stopDrills = new StopDrills({ stops, journal, now })
  const { passesCalls } = health
  const parts = { ...gate, upstreams, stopDrills, passesCalls, hostname, url: doors.gateUrl }
  const server = await listen(gateListener(parts), gatePort, hostname)
  open({ close: () => closeServer(server) })
  return { gate, runs, limits, telemetry, providerDrills, stopDrills, health }
}

const defaultGraceMs = 30_000

/** What runs beside the calls, and the tasks, which come to the agents' door like anybody else. */
export function openBeside({ settings, doors, now, open }: Plan, opened: Log & OrganisationInForce & People & Gate) {
  const { journal, inForce, following, loaded, organisation, register, notify, identity, limits } = opened
  if (notify !== undefined) open(new ModelAlarm({ journal, organisation, notify, link: doors.deskUrl, now }))
  const replays = open(new Replays({ journal, loaded }))
  open(new ModelWatch(journal))
  const contentTerms = async () => {
    // Newer files may keep content for longer, so these must not decide what goes.
    if (inForce.isBehind) throw new TypeError('other files are in force')
    return await register.contentTerms()
  }
  const terms = open(new Terms({ journal, terms: contentTerms, now }).start())

  // Runs of tasks stay until what they asked is answered: if they were cut off, nobody would know what became of a mail
  // under way.
  const tasks = open(
    new Tasks({ journal, identity, organisation, gateUrl: doors.ownGateUrl, isBehind: () => inForce.isBehind, now }),
  )
  let drained: Promise<void> | undefined
  const drain = (): Promise<void> => {
    drained ??= limits.drain(settings.graceMs ?? defaultGraceMs)
    return drained
  }
  open({ close: drain })
  open(new NeighbourWatch(journal, tasks))
  const afterLoad = ({ shorter }: Reloaded): void => {
    tasks.reschedule()
    if (shorter.length > 0) terms.putOff()
  }
  following.onFollowed(afterLoad)
  return { replays, tasks, afterLoad, drain }
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
