// SPDX-License-Identifier: EUPL-1.2
// The calls that the Desk makes; nothing else here knows an address. The shapes of what comes back stand in `api-*.ts`.

import {
  ask,
  call,
  dropSession,
  keepSession,
  outsidePatienceMs,
  readFile,
  stopPatienceMs,
  usualPatienceMs,
} from './api-call.ts'
import type { Case, CaseContent, CaseSummary, Verdict } from './api-cases.ts'
import type { Language, Named } from './api-common.ts'
import type { Decided, DecisionFile, Exports, Impact } from './api-decisions.ts'
import type { ExhibitWish, Trail } from './api-exhibits.ts'
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
import type { Call, Run, RunSummary, Settlement, Task } from './api-runs.ts'
import type { PastStop, Stop, StopOrder } from './api-stops.ts'
import type { Erasure, ErasureWish, HeldAbout, HeldWish } from './api-subjects.ts'
import type { Budget, Loaded, Models, Tool, Tools } from './api-supply.ts'
import type {
  AnswerGiven,
  Assessment,
  NextQuestion,
  QuestionsAhead,
  Seen,
  Statement,
  System,
  SystemSummary,
} from './api-systems.ts'

export interface Me {
  readonly person: Named
  readonly organisation: Named & { readonly language: Language }
  readonly may: readonly string[]
  /** Who else made a key in this person's name that works. */
  readonly madeByOthers?: readonly Named[]
  /** This process has other files than those in force: nothing passes here, and people can look and stop. */
  readonly filesBehind?: true
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
    keepSession(session)
  },
  signOut: async (): Promise<void> => {
    await call<void>('DELETE', 'session')
    dropSession()
  },
  file: (address: string) => ask('GET', address, readFile, { patienceMs: outsidePatienceMs }),
  cases: (state: 'open' | 'all', before?: number) =>
    call<{ cases: readonly CaseSummary[] }>(
      'GET',
      `cases?state=${state}${before === undefined ? '' : `&before=${before}`}`,
    ),
  case: (id: string) => call<Case>('GET', `cases/${part(id)}`),
  caseContent: (id: string) => call<CaseContent>('GET', `cases/${part(id)}/content`, {}, outsidePatienceMs),
  decide: (id: string, verdict: Verdict) => call<Case>('POST', `cases/${part(id)}/verdicts`, verdict),
  stops: () => call<{ stops: readonly Stop[] }>('GET', 'stops'),
  pastStops: () => call<{ stops: readonly PastStop[] }>('GET', 'stops/past'),
  stop: (order: StopOrder) => call<Stop>('POST', 'stops', order, stopPatienceMs),
  resume: (id: string, reason: string) => call<Stop>('POST', `stops/${part(id)}/lift`, { reason }),
  tasks: () => call<{ tasks: readonly Task[] }>('GET', 'tasks'),
  startTask: (id: string) => call<{ run: string }>('POST', `tasks/${part(id)}/runs`),
  runs: () => call<{ runs: readonly RunSummary[] }>('GET', 'runs'),
  run: (id: string) => call<Run>('GET', `runs/${part(id)}`),
  unknownCalls: () => call<{ calls: readonly Call[] }>('GET', 'calls?state=unsettled&limit=200'),
  settle: (id: string, settlement: Settlement) => call<Call>('POST', `calls/${part(id)}/settle`, settlement),
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
    call<void>('POST', `keys/${part(id)}/revoke`, evenIfLast ? { evenIfLast } : {}),
  systems: () => call<{ systems: readonly SystemSummary[] }>('GET', 'systems'),
  seen: () => call<Seen>('GET', 'systems-seen'),
  system: (id: string) => call<System>('GET', `systems/${part(id)}`),
  question: (id: string, fact: string) => call<NextQuestion>('GET', `systems/${part(id)}/question?fact=${part(fact)}`),
  questions: (id: string) => call<QuestionsAhead>('GET', `systems/${part(id)}/questions`),
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
  held: (wish: HeldWish) => call<HeldAbout>('POST', 'subjects/held', wish),
  eraseSubject: (wish: ErasureWish) => call<void>('POST', 'subjects/erase', wish),
  trail: (id: string) => call<Trail>('GET', `calls/${part(id)}/trail`),
  makeExhibit: (wish: ExhibitWish) => call<object>('POST', 'exhibits', wish),
  erasures: () => call<{ erasures: readonly Erasure[] }>('GET', 'erasures'),
  tools: () => call<Tools>('GET', 'tools'),
  toolSchema: (name: string) => call<{ readonly schema: unknown }>('GET', `tools/${part(name)}/schema`),
  admitTool: (name: string, digest: string) => call<Tool>('POST', `tools/${part(name)}/admit`, { digest }),
  refuseTool: (name: string, digest: string) => call<Tool>('POST', `tools/${part(name)}/refuse`, { digest }),
  models: () => call<Models>('GET', 'models'),
  budgets: () => call<{ budgets: readonly Budget[] }>('GET', 'budgets'),
  loadOrganisation: () => call<Loaded>('POST', 'organisation/load'),
}
