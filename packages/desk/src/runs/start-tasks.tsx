// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { Task } from '../api-runs.ts'
import { useSpoken } from '../language/language.tsx'
import { useAnnounce } from '../parts/announcer.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { queries } from '../queries.ts'

/** Starts a task by hand, without waiting for its schedule. */
export function StartTasks(): ReactNode {
  const { words } = useSpoken()
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const { data } = useQuery(queries.tasks)
  const start = useMutation({
    mutationFn: ({ id }: Task) => api.startTask(id),
    onSuccess: async ({ run }, { name }) => {
      announce(words.runs.started(name))
      client.invalidateQueries({ queryKey: ['runs'] })
      await navigate({ to: '/runs/$id', params: { id: run } })
    },
  })
  return (
    <section aria-label={words.runs.tasks} className="tasks">
      {data?.tasks.map((task) => (
        <Button key={task.id} className="button" isPending={start.isPending} onPress={() => start.mutate(task)}>
          {words.runs.start(task.name)}
        </Button>
      ))}
      <ProblemNote error={start.error} />
    </section>
  )
}
