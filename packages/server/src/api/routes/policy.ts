// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { problemIn } from '../../organisation/index.ts'
import { callDecision, type DecisionOfCall, type Replay, shadowSummary, whyNoDecision } from '../../revision/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { languageOf } from '../problem.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { decisionView, replayView, replayWish, shadowView } from '../schemas/policy.ts'
import type { Services } from '../services.ts'
import type { Language } from '../words.ts'

const start = createRoute({
  method: 'post',
  path: '/policy/replays',
  summary: 'Decide past calls again by other rules; that it was done is an entry',
  request: body(replayWish),
  responses: { 202: json('It is under way.', z.object({ id: z.string() })), ...refusals },
})

const follow = createRoute({
  method: 'get',
  path: '/policy/replays/{id}',
  summary: 'How far a replay is, or what came out; only of the newest one',
  request: { params: idInPath },
  responses: { 200: json('The replay.', replayView), ...refusals },
})

const cancel = createRoute({
  method: 'post',
  path: '/policy/replays/{id}/cancel',
  summary: 'End a replay that is under way; nothing of it comes out',
  request: { params: idInPath },
  responses: { 200: json('The replay as it is now.', replayView), ...refusals },
})

const shadow = createRoute({
  method: 'get',
  path: '/policy/shadow',
  summary: 'What the shadow of the rules would have decided otherwise',
  responses: { 200: json('The shadow that is loaded.', shadowView), ...refusals },
})

const decision = createRoute({
  method: 'get',
  path: '/calls/{id}/decision',
  summary: 'On what a call was decided, and the rules of that time',
  request: { params: idInPath },
  responses: { 200: json('The decision.', decisionView), ...refusals },
})

export function policyRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { replays, journal, organisation } = services
  return new OpenAPIHono<ApiEnv>()
    .openapi(start, async (c) => {
      const person = personWhoMay(c, 'review-decisions')
      const { since, policies } = c.req.valid('json')
      return c.json(replays.start({ sinceMs: since, policies }, person), 202)
    })
    .openapi(follow, (c) => {
      personWhoMay(c, 'review-decisions')
      const replay = replays.find(c.req.valid('param').id)
      if (replay === undefined) throw new ApiError('not-found')
      return c.json(replayIn(replay, languageOf(c, organisation().settings.language)), 200)
    })
    .openapi(cancel, async (c) => {
      personWhoMay(c, 'review-decisions')
      const replay = await replays.cancel(c.req.valid('param').id)
      if (replay === undefined) throw new ApiError('not-found')
      return c.json(replayIn(replay, languageOf(c, organisation().settings.language)), 200)
    })
    .openapi(shadow, async (c) => {
      personWhoMay(c, 'read')
      const policy = services.shadow()
      if (policy === undefined) throw new ApiError('not-found')
      return c.json(await shadowSummary(journal, policy), 200)
    })
    .openapi(decision, async (c) => {
      personWhoMay(c, 'review-decisions')
      const { id } = c.req.valid('param')
      const found = await callDecision(journal, organisation(), id)
      if (found === undefined) throw new ApiError(await whyNoDecision(journal, id))
      return c.json(viewOf(found), 200)
    })
}

function replayIn(replay: Replay, language: Language): z.output<typeof replayView> {
  if (replay.state !== 'failed') return replay
  const { problems, ...failed } = replay
  return { ...failed, ...(problems && { problems: problems.map((one) => problemIn(one, language)) }) }
}

function viewOf({ policies, request, call, effect, rules, policy }: DecisionOfCall): z.output<typeof decisionView> {
  return { call, effect, rules, policy, request: { ...request }, ...(policies && { policies }) }
}
