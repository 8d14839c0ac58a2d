// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import type { Named } from '../api-common.ts'
import { useSpoken } from '../language/language.tsx'
import { queries } from '../queries.ts'
import { isOver } from '../runs/run-state.ts'
import type { NamedScope } from './aim.ts'

/**
 * What can be named to stop: the systems of the register, the runs that are not over, or every agent that a run, a task
 * or a case speaks of.
 */
export function useTargets(scope: NamedScope): readonly Named[] {
  const { words, format } = useSpoken()
  const systems = useQuery({ ...queries.systems, enabled: scope === 'system' }).data?.systems ?? []
  const runs = useQuery(queries.runs).data?.runs ?? []
  const tasks = useQuery(queries.tasks).data?.tasks ?? []
  const cases = useQuery(queries.openCases).data?.cases ?? []
  switch (scope) {
    case 'system':
      // Of one that never passes the gate nothing would stop.
      return systems.filter(({ passesGate }) => passesGate)
    case 'run':
      return runs
        .filter(({ state }) => !isOver(state))
        .map(({ id, task, agent, startedAt }) => ({
          id,
          name: `${(task ?? agent).name}, ${words.runs.at(format.time(startedAt))}`,
        }))
    case 'agent':
      return [...new Map([...runs, ...tasks, ...cases].map(({ agent }) => [agent.id, agent])).values()]
  }
}
