// SPDX-License-Identifier: EUPL-1.2
import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { api, type Me } from './api.ts'
import { ApiProblem } from './api-call.ts'
import type { Language } from './api-common.ts'
import { drafts } from './drafts/in-this-tab.ts'

const everyTwoSeconds = 2000
/** For what changes by the acts of people. */
const everyHalfMinute = 30_000

const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401

/** Whatever is told that nobody is signed in asks who is; the sign-in page follows from the answer. */
const onError = (error: unknown): void => {
  if (isSignedOut(error)) queryClient.invalidateQueries({ queryKey: ['me'] })
}

/** Nobody of the API answered, or it fell over: unlike a refusal, that passes. */
export const isNoContact = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status >= 500)

/**
 * What the pages read. Polling pauses while the page is hidden and catches up when it shows again. A refusal is final;
 * silence is tried again by the next poll, also of what is not polled otherwise.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 1000,
      networkMode: 'always',
      refetchInterval: ({ state: { error } }) => (isNoContact(error) ? 5000 : false),
    },
    mutations: { networkMode: 'always' },
  },
})

/** Who is here: a person, nobody yet, or nobody any more. */
type Present = Me | 'nobody' | 'over'

/** A session that isn't there is an answer, and no failure that a page would try to mend. */
async function whoIsHere(): Promise<Present> {
  try {
    const me = await api.me()
    drafts.ownedBy(`${me.organisation.id} ${me.person.id}`)
    return me
  } catch (error) {
    if (!isSignedOut(error)) throw error
    const before = queryClient.getQueryData(queries.me.queryKey)
    return before === undefined || before === 'nobody' ? 'nobody' : 'over'
  }
}

export const queries = {
  me: queryOptions({
    queryKey: ['me'],
    queryFn: whoIsHere,
    staleTime: 60_000,
    // Silence must not keep the door shut for good.
    refetchInterval: ({ state: { error } }) => (error === null ? false : 5000),
  }),
  openCases: queryOptions({
    queryKey: ['cases', 'open'],
    queryFn: () => api.cases('open'),
    refetchInterval: everyTwoSeconds,
  }),
  /** The newest, or those opened before a moment. */
  allCases: (before?: number) =>
    queryOptions({
      queryKey: ['cases', 'all', before],
      queryFn: () => api.cases('all', before),
      refetchInterval: 10_000,
    }),
  case: (id: string) =>
    queryOptions({ queryKey: ['case', id], queryFn: () => api.case(id), refetchInterval: everyTwoSeconds }),
  /** Fetched once, and kept apart from what is asked again every two seconds. */
  caseContent: (id: string) =>
    queryOptions({
      queryKey: ['case-content', id],
      queryFn: () => api.caseContent(id),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  stops: queryOptions({ queryKey: ['stops'], queryFn: api.stops, refetchInterval: everyTwoSeconds }),
  pastStops: queryOptions({ queryKey: ['stops', 'past'], queryFn: api.pastStops, refetchInterval: everyHalfMinute }),
  tasks: queryOptions({ queryKey: ['tasks'], queryFn: api.tasks, staleTime: 60_000 }),
  runs: queryOptions({ queryKey: ['runs'], queryFn: api.runs, refetchInterval: everyTwoSeconds }),
  run: (id: string) =>
    queryOptions({ queryKey: ['run', id], queryFn: () => api.run(id), refetchInterval: everyTwoSeconds }),
  /** Nobody knows whether these were done: of all runs, the newest first. */
  unknownCalls: queryOptions({
    queryKey: ['unknown-calls'],
    queryFn: api.unknownCalls,
    refetchInterval: everyHalfMinute,
  }),
  people: queryOptions({ queryKey: ['people'], queryFn: api.people, staleTime: 60_000 }),
  keys: queryOptions({ queryKey: ['keys'], queryFn: api.keys, refetchInterval: everyHalfMinute }),
  systems: queryOptions({ queryKey: ['systems'], queryFn: api.systems, refetchInterval: everyHalfMinute }),
  seen: queryOptions({ queryKey: ['seen'], queryFn: api.seen, refetchInterval: everyHalfMinute }),
  system: (id: string) =>
    queryOptions({ queryKey: ['systems', id], queryFn: () => api.system(id), refetchInterval: everyHalfMinute }),
  /** Nothing fetches it anew under the hands of who is answering; the API gives it in the reader's language. */
  question: (id: string, fact: string, language: Language) =>
    queryOptions({
      queryKey: ['systems', id, 'question', fact, language],
      queryFn: () => api.question(id, fact),
      refetchOnWindowFocus: false,
    }),
  questions: (id: string, language: Language) =>
    queryOptions({
      queryKey: ['systems', id, 'questions', language],
      queryFn: () => api.questions(id),
      refetchOnWindowFocus: false,
    }),
  decisionFile: (id: string) =>
    queryOptions({ queryKey: ['systems', id, 'decision'], queryFn: () => api.decisionFile(id) }),
  decisions: (id: string) => queryOptions({ queryKey: ['systems', id, 'decisions'], queryFn: () => api.decisions(id) }),
  statement: (id: string) => queryOptions({ queryKey: ['statements', id], queryFn: () => api.statement(id) }),
  exports: (id: string) => queryOptions({ queryKey: ['exports', id], queryFn: () => api.exports(id) }),
  publication: (id: string) =>
    queryOptions({
      queryKey: ['algoritmeregister', id],
      queryFn: () => api.publication(id),
      refetchInterval: ({ state: { data } }) =>
        data?.publication?.outcome === 'open' ? everyTwoSeconds : everyHalfMinute,
    }),
  publicationDraft: (id: string) =>
    queryOptions({
      queryKey: ['algoritmeregister', id, 'draft'],
      queryFn: () => api.publicationDraft(id),
      refetchInterval: everyHalfMinute,
    }),
  impact: queryOptions({ queryKey: ['systems', undefined, 'impact'], queryFn: api.impact }),
  incidents: queryOptions({ queryKey: ['incidents'], queryFn: api.incidents, refetchInterval: everyHalfMinute }),
  incident: (id: string) =>
    queryOptions({ queryKey: ['incidents', id], queryFn: () => api.incident(id), refetchInterval: everyHalfMinute }),
  /** Nothing fetches it anew under the hands of who is choosing from it. */
  trail: (id: string) =>
    queryOptions({ queryKey: ['trail', id], queryFn: () => api.trail(id), refetchOnWindowFocus: false }),
  erasures: queryOptions({ queryKey: ['erasures'], queryFn: api.erasures, refetchInterval: everyHalfMinute }),
  tools: queryOptions({ queryKey: ['tools'], queryFn: api.tools, refetchInterval: everyHalfMinute }),
  /** Of the description that people admitted. It only shapes a form, so without it the form is plain. */
  toolSchema: (name: string) =>
    queryOptions({ queryKey: ['tool-schema', name], queryFn: () => api.toolSchema(name), staleTime: 60_000 }),
  budgets: queryOptions({ queryKey: ['budgets'], queryFn: api.budgets, refetchInterval: everyHalfMinute }),
  models: queryOptions({ queryKey: ['models'], queryFn: api.models, refetchInterval: everyHalfMinute }),
}
