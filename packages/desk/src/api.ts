// SPDX-License-Identifier: EUPL-1.2
// The shapes of the people's API and the calls the Desk makes; nothing else here knows an address.

import type { Decided, DecisionFile, Exports, Impact } from './api-decisions.ts'
import type {
  Incident,
  IncidentClosing,
  IncidentNote,
  IncidentOpening,
  IncidentReport,
  IncidentSummary,
} from './api-incidents.ts'
import type { KeyIssued, Keys } from './api-keys.ts'
import type { PublicationAct, PublicationDraft, PublicationState } from './api-publications.ts'
import type { Erasure, ErasureWish, Held, HeldWish } from './api-subjects.ts'
import type { Models, Tool, Tools } from './api-supply.ts'
import type { AnswerGiven, Assessment, NextQuestion, Seen, Statement, System, SystemSummary } from './api-systems.ts'
import { noteServerTime } from './clock.ts'

export type Language = 'nl' | 'en'
export type Text = Readonly<Record<Language, string>>

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Me {
  readonly person: Named & { readonly roles: readonly string[] }
  readonly organisation: Named & { readonly language: Language }
  readonly may: readonly string[]
  /** Who else made a key in this person's name that works. */
  readonly madeByOthers?: readonly Named[]
}

export type CaseState = 'open' | 'approved' | 'used' | 'rejected' | 'vetoed' | 'answered' | 'expired' | 'edited'

export interface CaseSummary {
  readonly id: string
  readonly state: CaseState
  /** Times are epoch milliseconds, here and below. */
  readonly openedAt: number
  readonly expiresAt: number
  readonly agent: Named
  readonly tool: string
  readonly summary: string
  readonly body: Named
  readonly rules: readonly string[]
  readonly run: string
}

export interface Rule {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly explanation: Readonly<Partial<Record<Language, string>>>
  readonly remedy?: string
}

export interface Attachment {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface Given {
  readonly person: Named
  readonly verdict: 'approve' | 'edit' | 'reject' | 'respond' | 'veto'
  readonly reason?: string
  readonly at: number
}

export interface Case {
  readonly id: string
  readonly state: CaseState
  readonly openedAt: number
  readonly expiresAt: number
  readonly decidedAt?: number
  readonly digest: string
  readonly number?: number
  readonly agent: Named
  readonly system: Named & { readonly purpose: string; readonly accountable: Named }
  readonly run: string
  readonly task?: string
  readonly tool: string
  /** Null when the content was erased, and where it is long and stands apart. */
  readonly arguments: unknown
  readonly attachments: readonly Attachment[]
  readonly facts: unknown
  /** Only where the content is long: how much was sealed. */
  readonly contentBytes?: number
  readonly labels: readonly string[]
  readonly findings: readonly string[]
  readonly rules: readonly Rule[]
  readonly body: Named & { readonly quorum: number; readonly approvals: number; readonly members: readonly Named[] }
  readonly verdicts: readonly Given[]
  readonly replaces?: string
  readonly successor?: string
  readonly before?: unknown
  readonly answer?: string
  /** Whether everyone who may decide was told by mail. */
  readonly notified: boolean
  readonly mayDecide: boolean
  readonly mayVeto: boolean
}

/** What a case is about, whole; it never changes. */
export interface CaseContent {
  readonly arguments: unknown
  readonly attachments: readonly Attachment[]
  readonly context: unknown
}

export interface Verdict {
  readonly verdict: 'approve' | 'edit' | 'reject' | 'veto'
  readonly digest: string
  readonly reason?: string
  readonly arguments?: unknown
}

export type StopScope = 'all' | 'agent' | 'system' | 'run'

export interface Stop {
  readonly id: string
  readonly scope: StopScope
  readonly target?: string
  readonly orderedAt: number
  readonly by?: Named
  readonly reason?: string
  readonly recorded: boolean
}

export interface StopOrder {
  readonly scope: StopScope
  readonly target?: string
  readonly reason: string
}

export interface Task extends Named {
  readonly agent: Named
  readonly schedule?: string
}

export interface RunSummary {
  readonly id: string
  readonly state: string
  readonly agent: Named
  readonly task?: Named
  readonly startedAt: number
  readonly endedAt?: number
}

export interface RunCall {
  readonly id: string
  readonly at: number
  readonly action: 'callModel' | 'callTool'
  readonly resource: string
  readonly decision: 'allow' | 'deny' | 'hold'
  readonly rules: readonly Rule[]
  readonly reason?: string
  readonly outcome?: string
  readonly case?: string
  readonly summary?: string
}

export interface Run extends RunSummary {
  readonly waiting: readonly CaseSummary[]
  readonly calls: readonly RunCall[]
  /** When its content was erased, and by whom. */
  readonly erased: readonly Erasure[]
}

/** RFC 9457 with Sluis' own members; `detail` is in the language that was asked for. */
export interface Problem {
  readonly code: string
  readonly detail: string
  readonly rules: readonly Rule[]
  readonly fields: readonly { readonly field: string; readonly message: string }[]
  /** What is wrong in the organisation's files, in the reader's language. */
  readonly problems: readonly {
    readonly file: string
    readonly line?: number
    readonly column?: number
    readonly message: string
  }[]
}

/** What the API refused; status 0 and `unreachable` when nothing of the API answered. */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Partial<Problem>) {
    super(`${status} ${problem.code}`)
    this.name = 'ApiProblem'
    this.status = status
    this.problem = { code: '', detail: '', rules: [], fields: [], problems: [], ...problem }
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    return new ApiProblem(response.status, JSON.parse(await response.text()))
  } catch {
    // A page of somebody in between: its status says enough.
    return new ApiProblem(response.status, {})
  }
}

const kept = 'sluis.session'

/** Kept where only pages of this origin reach it; cookies go to every port of the host, and none are sent here. */
const sessionHeader = (): Readonly<Record<string, string>> => ({ 'Sluis-Session': localStorage.getItem(kept) ?? '' })

let spoken: Language = 'en'

/** From now on the API tells its refusals in this language. */
export function speak(language: Language): void {
  spoken = language
}

const usualPatienceMs = 20_000
/** Where Sluis itself waits for somebody outside, twice at most. */
const outsidePatienceMs = 70_000

async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body: unknown = {},
  patienceMs = usualPatienceMs,
  key?: string,
): Promise<T> {
  const read = async (response: Response): Promise<T> => {
    const text = await response.text()
    return JSON.parse(text === '' ? 'null' : text)
  }
  return await ask(method, `/api/v1/${path}`, read, { body, patienceMs, key })
}

interface Asking {
  readonly body?: unknown
  readonly patienceMs: number
  /** One's own key, where being signed in is not enough. */
  readonly key?: string | undefined
}

async function ask<T>(
  method: 'GET' | 'POST' | 'DELETE',
  address: string,
  read: (response: Response) => Promise<T>,
  { body, patienceMs, key }: Asking,
): Promise<T> {
  const who = key === undefined ? sessionHeader() : { Authorization: `Bearer ${key}` }
  const headers = { 'Accept-Language': spoken, 'Content-Type': 'application/json', ...who }
  // What another port of this host set, or how much, must not keep people from the stop.
  const asked: RequestInit = { method, headers, cache: 'no-store', credentials: 'omit' }
  asked.signal = AbortSignal.timeout(patienceMs)
  if (method !== 'GET') asked.body = JSON.stringify(body)
  try {
    const response = await fetch(address, asked)
    noteServerTime(response.headers.get('date'))
    if (!response.ok) throw await problemOf(response)
    return await read(response)
  } catch (error) {
    // No answer, half an answer, or one that is no JSON.
    throw error instanceof ApiProblem ? error : new ApiProblem(0, { code: 'unreachable' })
  }
}

/** A file of the API, with the name that it goes by. */
export interface Fetched {
  readonly content: Blob
  readonly name: string
}

async function readFile(response: Response): Promise<Fetched> {
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { content: await response.blob(), name }
}

const part = encodeURIComponent

/** Papers, as `file` fetches them. */
export const papers = {
  of: (id: string, kind: string) => `systems/${part(id)}/exports/${part(kind)}`,
  decision: (id: string) => `systems/${part(id)}/decision/export`,
  incident: (id: string) => `incidents/${part(id)}/export`,
  impact: 'systems-impact/export',
}

export const paperAddress = (path: string, format: string, language: Language): string =>
  `/api/v1/${path}?format=${part(format)}&lang=${language}`

/** The proof that a statement stands in the log, and of what. */
export const receiptAddress = (statement: string): string => `/api/v1/statements/${part(statement)}/receipt`

export const api = {
  me: () => call<Me>('GET', 'me'),
  signIn: async (key: string): Promise<void> => {
    const { session } = await call<{ session: string }>('POST', 'session', { key })
    localStorage.setItem(kept, session)
  },
  signOut: async (): Promise<void> => {
    await call<void>('DELETE', 'session')
    localStorage.removeItem(kept)
  },
  file: (address: string) => ask('GET', address, readFile, { patienceMs: outsidePatienceMs }),
  cases: (state: 'open' | 'all') => call<{ cases: readonly CaseSummary[] }>('GET', `cases?state=${state}`),
  case: (id: string) => call<Case>('GET', `cases/${part(id)}`),
  caseContent: (id: string) => call<CaseContent>('GET', `cases/${part(id)}/content`, {}, outsidePatienceMs),
  decide: (id: string, verdict: Verdict) => call<Case>('POST', `cases/${part(id)}/verdicts`, verdict),
  stops: () => call<{ stops: readonly Stop[] }>('GET', 'stops'),
  stop: (order: StopOrder) => call<Stop>('POST', 'stops', order),
  resume: (id: string, reason: string) => call<Stop>('POST', `stops/${part(id)}/lift`, { reason }),
  tasks: () => call<{ tasks: readonly Task[] }>('GET', 'tasks'),
  startTask: (id: string) => call<{ run: string }>('POST', `tasks/${part(id)}/runs`),
  runs: () => call<{ runs: readonly RunSummary[] }>('GET', 'runs'),
  run: (id: string) => call<Run>('GET', `runs/${part(id)}`),
  people: () => call<{ people: readonly Named[] }>('GET', 'people'),
  keys: () => call<Keys>('GET', 'keys'),
  issueKey: (kind: 'agent' | 'person', id: string, ownKey: string, expiresAt: number | undefined) =>
    call<KeyIssued>(
      'POST',
      `${kind === 'agent' ? 'agents' : 'people'}/${part(id)}/keys`,
      expiresAt === undefined ? {} : { expiresAt },
      usualPatienceMs,
      ownKey,
    ),
  revokeKey: (id: string, evenIfLast: boolean) =>
    call<Named>('POST', `keys/${part(id)}/revoke`, evenIfLast ? { evenIfLast } : {}),
  systems: () => call<{ systems: readonly SystemSummary[] }>('GET', 'systems'),
  seen: () => call<Seen>('GET', 'systems-seen'),
  system: (id: string) => call<System>('GET', `systems/${part(id)}`),
  question: (id: string, fact: string | undefined) =>
    call<NextQuestion>('GET', `systems/${part(id)}/question${fact === undefined ? '' : `?fact=${part(fact)}`}`),
  answer: (id: string, answer: AnswerGiven) => call<System>('POST', `systems/${part(id)}/answers`, answer),
  assess: (id: string, assessment: Assessment) => call<System>('POST', `systems/${part(id)}/assessments`, assessment),
  accept: (id: string, basis: string) => call<System>('POST', `systems/${part(id)}/acceptance`, { basis }),
  statement: (id: string) => call<Statement>('GET', `statements/${part(id)}`),
  decisionFile: (id: string) => call<DecisionFile>('GET', `systems/${part(id)}/decision`),
  decisions: (id: string) => call<{ decisions: readonly Decided[] }>('GET', `systems/${part(id)}/decisions`),
  release: (id: string, basis: string, reason: string) =>
    call<System>('POST', `systems/${part(id)}/release`, reason === '' ? { basis } : { basis, reason }),
  noGo: (id: string, basis: string, reason: string) =>
    call<System>('POST', `systems/${part(id)}/no-go`, { basis, reason }),
  impact: () => call<Impact>('GET', 'systems-impact'),
  exports: (id: string) => call<{ exports: Exports }>('GET', `systems/${part(id)}/exports`),
  publication: (id: string) => call<PublicationState>('GET', `systems/${part(id)}/algoritmeregister`),
  publicationDraft: (id: string) => call<PublicationDraft>('GET', `systems/${part(id)}/algoritmeregister/draft`),
  previewEntry: (id: string) =>
    call<{ url: string }>('GET', `systems/${part(id)}/algoritmeregister/preview`, undefined, outsidePatienceMs),
  publishEntry: async (id: string, act: PublicationAct, digest: string): Promise<PublicationState> => {
    const path = `systems/${part(id)}/algoritmeregister/${act}`
    const { publication } = await call<Pick<PublicationState, 'publication'>>(
      'POST',
      path,
      { digest },
      outsidePatienceMs,
    )
    return { publication, isSetUp: true }
  },
  incidents: () => call<{ incidents: readonly IncidentSummary[] }>('GET', 'incidents'),
  incident: (id: string) => call<Incident>('GET', `incidents/${part(id)}`),
  openIncident: (opening: IncidentOpening) => call<Incident>('POST', 'incidents', opening),
  noteIncident: (id: string, note: IncidentNote) => call<Incident>('POST', `incidents/${part(id)}/notes`, note),
  reportIncident: (id: string, report: IncidentReport) =>
    call<Incident>('POST', `incidents/${part(id)}/reports`, report),
  closeIncident: (id: string, closing: IncidentClosing) =>
    call<Incident>('POST', `incidents/${part(id)}/close`, closing),
  held: (wish: HeldWish) => call<Held>('POST', 'subjects/held', wish),
  eraseSubject: (wish: ErasureWish) => call<{ entry: number }>('POST', 'subjects/erase', wish),
  erasures: () => call<{ erasures: readonly Erasure[] }>('GET', 'erasures'),
  tools: () => call<Tools>('GET', 'tools'),
  admitTool: (name: string, digest: string) => call<Tool>('POST', `tools/${part(name)}/admit`, { digest }),
  refuseTool: (name: string, digest: string) => call<Tool>('POST', `tools/${part(name)}/refuse`, { digest }),
  models: () => call<Models>('GET', 'models'),
  loadOrganisation: () => call<{ digest: string }>('POST', 'organisation/load'),
}
