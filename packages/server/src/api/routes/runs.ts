// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { integer, text } from '../../journal/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { listCalls } from '../calls.ts'
import { erasuresFor } from '../erasures.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { labelRemoval, labelsView, runSummary, runView } from '../schemas/call.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import type { Services, TaskRun } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'Runs of tasks, the newest first, at most 200',
  responses: { 200: json('The runs.', z.object({ runs: z.array(runSummary).readonly() })), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/runs/{id}',
  summary: 'A run with what waits and its newest 200 calls, the oldest of them first',
  request: { params: idInPath },
  responses: { 200: json('The run.', runView), ...refusals },
})

const removeLabel = createRoute({
  method: 'post',
  path: '/runs/{id}/labels/remove',
  summary: 'Take a label off a run, for what came before; it is an entry with who and why',
  request: { params: idInPath, ...body(labelRemoval) },
  responses: { 200: json('What the run still carries.', labelsView), ...refusals },
})

type RunSummary = z.output<typeof runSummary>

export function runRoutes(services: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const runs = await services.tasks.runs()
      return c.json({ runs: runs.map((run) => ofTask(services, run)) }, 200)
    })
    .openapi(read, async (c) => {
      const viewer = personWhoMay(c, 'read')
      const { id } = c.req.valid('param')
      const summary = await summaryOf(services, id)
      if (summary === undefined) throw new ApiError('not-found')
      const [labels, waiting, calls, erased] = await Promise.all([
        services.runs.shownLabels(id),
        services.oversight.openCases({ run: id, viewer }),
        listCalls(services, { run: id, limit: 200 }),
        erasuresFor(services, id),
      ])
      return c.json({ ...summary, labels, waiting, calls: calls.toReversed(), erased }, 200)
    })
    .openapi(removeLabel, async (c) => {
      const person = personWhoMay(c, 'remove-label')
      const { id } = c.req.valid('param')
      if ((await summaryOf(services, id)) === undefined) throw new ApiError('not-found')
      const { label, reason } = c.req.valid('json')
      await services.runs.removeLabel(id, label, person, reason)
      return c.json({ labels: await services.runs.shownLabels(id) }, 200)
    })
}

async function summaryOf(services: Services, id: string): Promise<RunSummary | undefined> {
  const run = await services.tasks.run(id)
  return run === undefined ? await ofOutsideAgent(services, id) : ofTask(services, run)
}

function ofTask({ organisation, tasks }: Services, run: TaskRun): RunSummary {
  const task = tasks.list().find(({ id }) => id === run.task)
  const isOver = run.state === 'done' || run.state === 'failed'
  return {
    id: run.run,
    state: run.state,
    agent: namedIn(organisation().agents, run.agent),
    task: { id: run.task, name: task?.name ?? run.task },
    startedAt: run.startedAt,
    ...(isOver ? { endedAt: run.changedAt } : {}),
  }
}

/** A run of an outside agent is under way for as long as its agent likes. */
async function ofOutsideAgent({ journal, organisation }: Services, id: string): Promise<RunSummary | undefined> {
  const [row] = await journal.query('SELECT agent, started_at FROM runs WHERE id = $1', id)
  if (row === undefined) return undefined
  const agent = namedIn(organisation().agents, text(row, 'agent'))
  return { id, state: 'running', agent, startedAt: integer(row, 'started_at') }
}
