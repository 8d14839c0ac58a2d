// SPDX-License-Identifier: EUPL-1.2
// The people's door on a port of its own, with real rooms behind it; only the gate and the tasks are replaced by
// functions.
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Exhibits } from '../../exhibits/index.ts'
import { Runs, recipientOf } from '../../gate/index.ts'
import { Identity, Sessions } from '../../identity/index.ts'
import { Incidents } from '../../incidents/index.ts'
import { Journal, type Place } from '../../journal/index.ts'
import { Limits } from '../../limits/index.ts'
import type { Organisation, Person } from '../../organisation/index.ts'
import { Oversight } from '../../oversight/index.ts'
import { gateEdit, type Hold, hold } from '../../oversight/testing/gate.ts'
import { organisationForTests, ruleOf } from '../../oversight/testing/organisation.ts'
import { Publications, Register } from '../../register/index.ts'
import { Statements } from '../../statements/index.ts'
import { Stops } from '../../stop/index.ts'
import { Subjects } from '../../subjects/index.ts'
import { Telemetry } from '../../telemetry/index.ts'
import type { ServeSettings, Services } from '../index.ts'
import { serveApi } from '../serve.ts'

/** The token of the tests' Prometheus. */
export const testToken = 'a-token-for-metrics-and-nothing-else'

export interface PeoplesDoor extends AsyncDisposable {
  readonly url: string
  readonly journal: Journal
  readonly services: Services
  readonly agentKey: string
  keyOf(who: string): string
  /** Opens a case as the gate does, by default for a run of its own. */
  hold(wish: Hold): Promise<void>
  /** Sends JSON with a person's key, or without any. */
  as(who: string | undefined, method: string, path: string, body?: unknown): Promise<Answer>
  signIn(who: string): Promise<Answer>
  /** Posts a text that may be no JSON. */
  sendAs(who: string, path: string, body: string, type: string): Promise<Answer>
  /** Sends exactly what it is given. */
  raw(path: string, options?: RawRequest): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body, untyped so that tests can look into it. */
  readonly json: ReturnType<typeof JSON.parse>
}

interface RawRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface PeoplesDoorOptions extends Partial<ServeSettings> {
  readonly settings?: Partial<Organisation['settings']>
  readonly services?: Partial<Services>
  readonly systems?: Organisation['systems']
  /** Where its log is; by default a folder of its own, removed when it closes. */
  readonly place?: Place
  readonly folds?: URL
  /** An earlier door on the same log, whose keys are in force. */
  readonly before?: Pick<PeoplesDoor, 'keyOf' | 'agentKey'>
}

export const folds = new URL('../../projections.ts', import.meta.url)

export async function openPeoplesDoor(options: PeoplesDoorOptions = {}): Promise<PeoplesDoor> {
  const { settings, systems, services: more, place, folds: projections = folds, before, ...serving } = options
  await using opening = new AsyncDisposableStack()
  const folder = place?.folder ?? mkdtempSync(join(tmpdir(), 'sluis-api-'))
  if (place === undefined) opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  const known = organisationForTests(settings)
  const organisation = { ...known, systems: systems ?? known.systems }
  const journal = await Journal.open({ ...place, folder, origin: 'test.example/log', projections })
  opening.defer(() => journal.close())
  const identity = await Identity.open({ journal, organisation: () => organisation, now: Date.now })
  opening.defer(() => identity.close())
  const stops = await Stops.open(journal, Date.now)
  opening.defer(() => stops.close())
  const oversight = new Oversight({
    journal,
    organisation: () => organisation,
    ruleOf,
    taskOf: async () => 'weekly-report',
    linkTo: (id) => `http://127.0.0.1/cases/${id}`,
    now: Date.now,
  })
  opening.defer(() => oversight.close())
  const register = await Register.open({ journal, organisation: () => organisation, now: Date.now })
  const services: Services = {
    organisation: () => organisation,
    identity,
    sessions: new Sessions(Date.now),
    oversight,
    stops,
    tasks: {
      start: async () => ({ run: 'run-7' }),
      list: () => [{ id: 'weekly-report', name: 'Weekly sales report', agent: 'reporter', schedule: '0 8 * * 1' }],
    },
    witnesses: { checkpoint: async () => (await journal.log.checkpoint()).note },
    register,
    incidents: new Incidents({ journal, organisation: () => organisation, register, now: Date.now }),
    publications: new Publications({
      ...{ journal, organisation: () => organisation, environment: {}, now: Date.now },
      portrait: (id) => register.portrait(id),
    }),
    subjects: new Subjects({
      ...{ journal, organisation: () => organisation, now: Date.now },
      termOf: (system) => register.termOf(system),
      recipientOf: (address) => recipientOf(journal, address),
    }),
    exhibits: new Exhibits(journal),
    statements: new Statements({ journal, organisation: () => organisation, now: Date.now }),
    runs: new Runs(journal),
    tools: {
      review: async () => ({ tools: [], troubles: [] }),
      schemaOf: async () => undefined,
      admit: async () => undefined,
      refuse: async () => undefined,
    },
    drills: {
      beginStop: () => ({ run: 'run-drill-1', ticket: 'sld_x', url: 'http://127.0.0.1/v1/drill' }),
      recordStop: async () => ({ entry: 1 }),
      providerLoss: async (provider) => ({ provider, losses: [], entry: 1 }),
    },
    limits: await Limits.open({ journal, now: Date.now }),
    telemetry: new Telemetry({ organisation: 'verhage', version: '1.2.3', metricsToken: testToken }),
    journal,
    ruleOf,
    edit: gateEdit(journal),
    reload: async (_: Person) => ({ digest: organisation.digest, shorter: [], left: [] }),
    replays: { start: () => ({ id: 'replay-1' }), find: () => undefined, cancel: async () => undefined },
    isBehind: () => false,
    servesPeople: () => true,
    shadow: () => undefined,
    ...more,
  }
  const keys = new Map<string, string>()
  for (const { id } of organisation.people.values()) {
    keys.set(id, before?.keyOf(id) ?? (await identity.issue({ kind: 'person', principal: id })).key)
  }
  const agentKey = before?.agentKey ?? (await identity.issue({ kind: 'agent', principal: 'reporter' })).key
  const served = await serveApi(services, { port: 0, host: '127.0.0.1', ...serving })
  opening.defer(() => served.close())
  const all = opening.move()
  const url = `http://127.0.0.1:${served.port}`
  const raw: PeoplesDoor['raw'] = (path, options = {}) => send(`${url}${path}`, options)
  const as: PeoplesDoor['as'] = (who, method, path, body) =>
    raw(path, {
      method,
      headers: {
        ...(who === undefined ? {} : { authorization: `Bearer ${keys.get(who) ?? who}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    url,
    journal,
    services,
    agentKey,
    keyOf: (who) => keys.get(who) ?? '',
    hold: async (wish) => {
      const run = wish.run ?? `run-of-${wish.case}`
      if ((await journal.query('SELECT id FROM runs WHERE id = $1', run)).length === 0) {
        await journal.append({ kind: 'run.started', data: { run, agent: 'reporter', system: 'weekly-report' } })
      }
      await hold(journal, { ...wish, run })
    },
    as,
    sendAs: (who, path, body, type) =>
      raw(path, { method: 'POST', headers: { authorization: `Bearer ${keys.get(who)}`, 'content-type': type }, body }),
    signIn: (who) => as(undefined, 'POST', '/api/v1/session', { key: keys.get(who) }),
    raw,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** With node:http, which sends any `Host` and `Origin` it is given. */
async function send(url: string, { method = 'GET', headers = {}, body }: RawRequest): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  // Node sends the body of a DELETE properly only when it is told its length.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const sent = request(url, { method, headers: { ...length, ...headers }, agent: false }, (response) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => {
      const text = Buffer.concat(parts).toString('latin1')
      const received = new Headers()
      for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value))
      const isJson = received.get('content-type')?.includes('json') === true
      const parsed = isJson ? JSON.parse(Buffer.concat(parts).toString('utf8')) : undefined
      resolve({ status: response.statusCode ?? 0, headers: received, text, json: parsed })
    })
  })
  sent.on('error', reject)
  sent.end(body)
  return promise
}
