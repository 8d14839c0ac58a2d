// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type Decided, type DecisionFile, inBoth } from '../../register/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { decided, decisionFile, noGoGiven, releaseGiven } from '../schemas/decision.ts'
import { systemView } from '../schemas/system.ts'
import type { Services } from '../services.ts'

const file = createRoute({
  method: 'get',
  path: '/systems/{id}/decision',
  summary: 'What lies before whoever says go or no-go: as it is now, or as it was at a decision',
  request: {
    params: idInPath,
    query: z.object({ entry: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }),
  },
  responses: { 200: json('The file.', decisionFile), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/systems/{id}/decisions',
  summary: 'What was decided on a system, the newest first, at most 100',
  request: { params: idInPath },
  responses: { 200: json('The decisions.', z.object({ decisions: z.array(decided).readonly() })), ...refusals },
})

const release = createRoute({
  method: 'post',
  path: '/systems/{id}/release',
  summary: 'Go: let a system leave the test stage; the file is sealed with the decision',
  request: { params: idInPath, ...body(releaseGiven) },
  responses: { 200: json('The system as it is now.', systemView), ...refusals },
})

const noGo = createRoute({
  method: 'post',
  path: '/systems/{id}/no-go',
  summary: 'No-go: keep a system in the test stage, or take it back there; the file is sealed with the decision',
  request: { params: idInPath, ...body(noGoGiven) },
  responses: { 200: json('The system as it is now.', systemView), ...refusals },
})

export function decisionRoutes({ register, organisation }: Services): OpenAPIHono<ApiEnv> {
  const named = <T extends { readonly by?: string }>({ by, ...rest }: T) => ({
    ...rest,
    ...(by === undefined ? {} : { by: namedIn(organisation().people, by) }),
  })
  const fileShown = ({ system, evidence, judgements, acceptance, ...rest }: DecisionFile) => {
    const { owner, accountable, ...about } = system
    return {
      ...rest,
      system: {
        ...about,
        ...(owner === undefined ? {} : { owner: namedIn(organisation().people, owner) }),
        ...(accountable === undefined ? {} : { accountable: namedIn(organisation().people, accountable) }),
      },
      evidence: evidence.map((one) => ({ ...one, cited: inBoth(one.article) })),
      judgements: judgements.map(named),
      ...(acceptance === undefined ? {} : { acceptance: named(acceptance) }),
    }
  }
  const found = async (id: string) => {
    const system = await register.find(id)
    if (system === undefined) throw new ApiError('not-found')
    return system
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(file, async (c) => {
      personWhoMay(c, 'read')
      const { id } = c.req.valid('param')
      const { entry } = c.req.valid('query')
      const made = await (entry === undefined ? register.decisionFile(id) : register.decidedFile(id, entry))
      if (made === undefined) throw new ApiError('not-found')
      return c.json(fileShown(made), 200)
    })
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const decisions: readonly Decided[] = await register.decisions(c.req.valid('param').id)
      return c.json({ decisions: decisions.map(named) }, 200)
    })
    .openapi(release, async (c) => {
      const person = personWhoMay(c, 'register')
      const { id } = c.req.valid('param')
      const { basis, reason } = c.req.valid('json')
      await register.release(id, basis, person.id, reason)
      return c.json(await found(id), 200)
    })
    .openapi(noGo, async (c) => {
      const person = personWhoMay(c, 'register')
      const { id } = c.req.valid('param')
      const { basis, reason } = c.req.valid('json')
      await register.decline(id, basis, person.id, reason)
      return c.json(await found(id), 200)
    })
}
