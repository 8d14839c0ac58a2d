// SPDX-License-Identifier: EUPL-1.2
// The composition root: opens the rooms in order, wires them, and closes them in the opposite order. Nothing is decided
// here.
import { doorsOf } from './doors.ts'
import { Exhibits } from './exhibits/index.ts'
import { followedBy, type Others } from './followed-by.ts'
import {
  editCase,
  type Loaded,
  type ProviderDrills,
  type Runs,
  recipientOf,
  type StopDrills,
  type StopDrillTicket,
  type Tools,
} from './gate/index.ts'
import { endKeysOfLeavers, type Identity, Sessions } from './identity/index.ts'
import type { Reloaded } from './in-force.ts'
import { Incidents } from './incidents/index.ts'
import type { Journal, JsonObject } from './journal/index.ts'
import type { Limits } from './limits/index.ts'
import { load, ruleOf } from './load.ts'
import {
  type Opened,
  openBeside,
  openGate,
  openLog,
  openOrganisation,
  openPeople,
  type Plan,
  type SluisSettings,
} from './opening.ts'
import type { Person } from './organisation/index.ts'
import type { CaseRule, Oversight } from './oversight/index.ts'
import { assessmentIn, assessmentType, Publications, type Register } from './register/index.ts'
import type { Replays } from './revision/index.ts'
import { Statements } from './statements/index.ts'
import type { Stops } from './stop/index.ts'
import { Subjects } from './subjects/index.ts'
import type { Tasks } from './tasks/index.ts'
import type { Telemetry } from './telemetry/index.ts'
import type { Witnesses } from './witness/index.ts'

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
  readonly exhibits: Exhibits
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
  readonly tools: Pick<Tools, 'review' | 'schemaOf' | 'admit' | 'refuse'>
  /** A rule of the policies in force, as people read it. */
  readonly ruleOf: (id: string) => CaseRule | undefined
  readonly gateUrl: string
  readonly deskUrl: string
  /** How many calls were under way when the last process died. */
  readonly lostCalls: number
  edit(caseId: string, args: JsonObject, person: Person): Promise<{ readonly case: string }>
  /** Reads the organisation's folder again: an act of a person, and an entry (P9). */
  reload(person: Person): Promise<Omit<Reloaded, 'entry'> & Told>
  /** Whether another process that shares the log loaded other files than this one has. */
  isBehind(): boolean
  /** Whether people can be served here; a process that can't is closing, or has to be started anew. */
  servesPeople(): boolean
  /** Lets no more calls in and ends those under way; the stop and the people's door keep working meanwhile. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** What else the person who loads files is told. */
interface Told {
  readonly left: readonly string[]
  readonly others?: Others
}

/** Opens Sluis, up to and including the agents' door. Rejects with the error of the room that could not be opened. */
export async function openSluis(settings: SluisSettings): Promise<Sluis> {
  const now = settings.now ?? Date.now
  const doors = doorsOf(settings)
  const first = load(settings.organisationFolder)
  await using opening = new AsyncDisposableStack()
  const plan: Plan = { settings, doors, first, now, open: (room) => opening.adopt(room, () => room.close()) }
  const log = await openLog(plan)
  const house = await openOrganisation(plan, log)
  const people = await openPeople(plan, { ...log, ...house })
  const gate = await openGate(plan, { ...log, ...house, ...people })
  const beside = openBeside(plan, { ...log, ...house, ...people, ...gate })
  const closing = opening.move()
  return handleOf(plan, { ...log, ...house, ...people, ...gate, ...beside }, () => closing.disposeAsync())
}

/** What was opened, in the form that the people's API, the command and programs that start Sluis use. */
function handleOf({ settings, doors, now }: Plan, opened: Opened, close: () => Promise<void>): Sluis {
  const { journal, stops, inForce, loaded, organisation, register, identity, gate, providerDrills, stopDrills } = opened
  const { witnesses, lostCalls, oversight, runs, limits, telemetry, replays, tasks, afterLoad, drain, health } = opened
  const { gateUrl, deskUrl } = doors
  const { environment } = settings
  return {
    ...{ journal, witnesses, stops, lostCalls, loaded, register, identity, oversight, runs, limits, telemetry },
    ...{ replays, tasks, drain, gateUrl, deskUrl, close },
    sessions: new Sessions(now),
    statements: new Statements({ journal, organisation, now, readers: { [assessmentType]: assessmentIn } }),
    incidents: new Incidents({ journal, organisation, register, now }),
    subjects: new Subjects({
      ...{ journal, organisation, now },
      termOf: (system) => register.termOf(system),
      recipientOf: (address) => recipientOf(journal, address),
    }),
    exhibits: new Exhibits(journal),
    publications: new Publications({
      ...{ journal, organisation, environment, now },
      portrait: (id) => register.portrait(id),
    }),
    drills: {
      beginStop: (streams) => ({ ...stopDrills.begin(streams), url: `${gateUrl}/v1/drill` }),
      recordStop: (...wish) => stopDrills.record(...wish),
      providerLoss: (...wish) => providerDrills.run(...wish),
    },
    tools: {
      review: () => inForce.tools.review(),
      schemaOf: (tool) => inForce.tools.schemaOf(tool),
      admit: (...wish) => inForce.tools.admit(...wish),
      refuse: (...wish) => inForce.tools.refuse(...wish),
    },
    ruleOf: (id) => ruleOf(loaded(), id),
    edit: (caseId, args, person) => editCase(gate, caseId, args, person),
    reload: async (person) => {
      const loading = await inForce.reload(register, person)
      const left = await endKeysOfLeavers(identity, organisation(), person.id)
      afterLoad(loading)
      const others = await followedBy(journal, loading)
      const { digest, shorter } = loading
      return { digest, shorter, left, ...(others && { others }) }
    },
    isBehind: () => inForce.isBehind,
    servesPeople: health.servesPeople,
  }
}
