// SPDX-License-Identifier: EUPL-1.2
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, api } from './api.ts'

const everyTwoSeconds = 2000

/**
 * What the pages read. Polling pauses while the page is hidden and catches up when it shows again. A refusal is final;
 * silence is tried again by the next poll.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 1000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

export const queries = {
  me: queryOptions({
    queryKey: ['me'],
    queryFn: api.me,
    staleTime: 60_000,
    // An answer that never came must not keep the door shut for good; one that said no stands.
    refetchInterval: ({ state }) => (state.error instanceof ApiProblem && state.error.status === 401 ? false : 15_000),
  }),
  openCases: queryOptions({
    queryKey: ['cases', 'open'],
    queryFn: () => api.cases('open'),
    refetchInterval: everyTwoSeconds,
  }),
  allCases: queryOptions({ queryKey: ['cases', 'all'], queryFn: () => api.cases('all'), refetchInterval: 10_000 }),
  case: (id: string) =>
    queryOptions({ queryKey: ['case', id], queryFn: () => api.case(id), refetchInterval: everyTwoSeconds }),
  stops: queryOptions({ queryKey: ['stops'], queryFn: api.stops, refetchInterval: everyTwoSeconds }),
  tasks: queryOptions({ queryKey: ['tasks'], queryFn: api.tasks, staleTime: 60_000 }),
  runs: queryOptions({ queryKey: ['runs'], queryFn: api.runs, refetchInterval: everyTwoSeconds }),
  run: (id: string) =>
    queryOptions({ queryKey: ['run', id], queryFn: () => api.run(id), refetchInterval: everyTwoSeconds }),
}
