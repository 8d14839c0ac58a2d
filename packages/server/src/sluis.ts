// SPDX-License-Identifier: EUPL-1.2
// The composition root: opens the rooms in their order, wires them, and closes them in the opposite order. Nothing is
// decided here.
import manifest from '../package.json' with { type: 'json' }
import { ContactWatch } from './contact-watch.ts'
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
  Tools,
} from './gate/index.ts'
import { Identity, type KeyNews, keyMailFor, Sessions } from './identity/index.ts'
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
import { Subjects } from './subjects/index.ts'
import { Tasks } from './tasks/index.ts'
import { Telemetry } from './telemetry/index.ts'
import { warn } from './warnings/index.ts'
import { Witnesses } from './witness/index.ts'

export interface SluisSettings {
  readonly organisationFolder: string
  readonly dataFolder: string
  /** The URL of a PostgreSQL database that several processes share; absent, all lies in the data folder. */
  readonly database?: string
  readonly gatePort: number
  readonly deskPort: number
  readonly hostname: string
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
  reload(person: Person): Promise<{ readonly digest: string }>
  /** Lets nobody in any more and ends what is under way; the stop and people's door go on working meanwhile. */
  drain(): Promise<void>
  close(): Promise<void>
}

const defaultGraceMs = 30_000

/** Longer than any tool call may take. */
const toolsGraceMs = 120_000

/** Opens Sluis up to and with the agents' door. Rejects with the error of the room that could not open. */
export async function openSluis(settings: SluisSettings): Promise<Sluis> {
  const now = settings.now ?? Date.now
  const deskUrl = `http://${settings.hostname}:${settings.deskPort}`
  const gateUrl = `http://${settings.hostname}:${settings.gatePort}`
  let loaded = load(settings.organisationFolder)
  const organisation = () => loaded.organisation

  const origin = originOf(loaded.organisation)
  const projections = new URL('./projections.ts', import.meta.url)
  const { dataFolder: folder, database, custody } = settings
  const place = database === undefined ? { folder } : { folder, database }
  const journal = await Journal.open({ ...place, origin, projections, ...custody })
  const closing: (() => Promise<void> | void)[] = [() => journal.close()]
  const close = async (): Promise<void> => {
    for (const end of closing.toReversed()) await end()
    closing.length = 0
  }
  try {
    // Before anything is written: on an older copy it would begin another history.
    const witnesses = await Witnesses.open({ log: journal.log, settings: loaded.organisation.settings, now })
    closing.push(() => witnesses.close())
    const stops = await Stops.open(journal, now)
    closing.push(() => stops.close())
    const lostCalls = await settleLostCalls(journal)
    requireApart(loaded.organisation, settings.dataFolder)
    await recordLoad(journal, loaded)
    const register = await Register.open({ journal, organisation, now })
    closing.push(() => register.close())

    const notify = notifier(loaded, settings.environment)
    const tell = (news: KeyNews): void => {
      const mail = keyMailFor(organisation(), news, `${deskUrl}/keys`)
      if (mail !== undefined) notify?.(mail).catch((error: unknown) => warn('key-notice-unsent', { error }))
    }
    const identity = await Identity.open({ journal, organisation, now, tell })
    identity.onEnd((key) => stops.cutKey(key, keyEnded))
    closing.push(() => identity.close())
    const caseLink = (id: string): string => `${deskUrl}/cases/${id}`
    const oversight = new Oversight({
      journal,
      organisation,
      ruleOf: (id) => ruleOf(loaded, id),
      taskOf: (run) => taskOf(journal, run),
      linkTo: caseLink,
      now,
      ...(notify === undefined ? {} : { notify }),
    })
    closing.push(() => oversight.close())

    // Those of files that were replaced stay until the calls that began with them are over.
    const opened = new Set<Tools>()
    const toolsOf = ({ organisation }: Loaded): Tools => {
      const made = new Tools({ organisation, environment: settings.environment, journal, now })
      opened.add(made)
      return made
    }
    let tools = toolsOf(loaded)
    closing.push(async () => {
      await Promise.all([...opened].map((each) => each.close()))
    })
    const upstreams = new ModelUpstreams(settings.environment)
    closing.push(() => upstreams.close())
    const limits = await Limits.open({ journal, now })
    const runs = new Runs(journal)
    const providerDrills = new ProviderDrills({ journal, identity, runs, register, loaded: () => loaded, gateUrl, now })
    const about = { organisation: loaded.organisation.settings.id, version: manifest.version }
    const telemetry = Telemetry.from(settings.environment, about)
    telemetry.observe({
      inFlight: () => limits.inFlight,
      activeStops: () => stops.list().length,
      openCases: () => openCases(journal),
      logSize: async () => (await journal.log.checkpoint()).size,
    })
    closing.push(() => telemetry.close())
    const gate: GateParts = {
      journal,
      identity,
      stops,
      runs,
      limits,
      telemetry,
      oversight,
      loaded: () => loaded,
      tools: () => tools,
      caseLink,
      now,
      register,
      lostFor: (run) => providerDrills.lostFor(run),
    }
    const watch = new ContactWatch(journal, stops)
    closing.push(() => watch.close())
    const stopDrills = new StopDrills({ stops, journal, now })
    const server = await listen(
      gateListener({ ...gate, upstreams, stopDrills, hostname: settings.hostname }),
      settings.gatePort,
      settings.hostname,
    )
    closing.push(() => closeServer(server))
    if (notify !== undefined) {
      const alarm = new ModelAlarm({ journal, organisation, notify, link: deskUrl, now })
      closing.push(() => alarm.close())
    }
    const replays = new Replays({ journal, loaded: () => loaded })
    closing.push(() => replays.close())
    const models = new ModelWatch(journal)
    closing.push(() => models.close())

    const tasks = new Tasks({ journal, identity, organisation, gateUrl, now })
    let drained: Promise<void> | undefined
    const drain = (): Promise<void> => {
      drained ??= limits.drain(settings.graceMs ?? defaultGraceMs)
      return drained
    }
    // Runs of tasks last until what they asked is answered: cut off, a mail on its way would be one that nobody knows of.
    closing.push(() => tasks.close())
    closing.push(drain)
    const neighbours = new NeighbourWatch(journal, tasks)
    closing.push(() => neighbours.close())
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
        ...{ journal, organisation, environment: settings.environment, now },
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
      loaded: () => loaded,
      tools: {
        review: () => tools.review(),
        admit: (...wish) => tools.admit(...wish),
        refuse: (...wish) => tools.refuse(...wish),
      },
      ruleOf: (id) => ruleOf(loaded, id),
      gateUrl,
      deskUrl,
      lostCalls,
      edit: (caseId, args, person) => editCase(gate, caseId, args, person),
      reload: async (person) => {
        const fresh = load(settings.organisationFolder)
        requireApart(fresh.organisation, settings.dataFolder)
        await register.check(fresh.organisation)
        await recordLoad(journal, fresh, person)
        const before = tools
        loaded = fresh
        tools = toolsOf(fresh)
        await register.load(person.id)
        setTimeout(() => {
          opened.delete(before)
          void before.close()
        }, toolsGraceMs).unref()
        return { digest: fresh.organisation.digest }
      },
      drain,
      close,
    }
  } catch (error) {
    await close()
    throw error
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
