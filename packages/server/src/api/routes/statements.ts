// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Statement } from '../../statements/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import { nextOf, onward, pageWish } from '../schemas/page.ts'
import { envelope, statementReceived, statementSummary, statementView } from '../schemas/statement.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/statements',
  request: { query: pageWish },
  summary: 'Statements of outside bodies, the newest first, at most 200',
  responses: {
    200: json('The statements.', z.object({ statements: z.array(statementSummary).readonly(), ...onward })),
    ...refusals,
  },
})

const read = createRoute({
  method: 'get',
  path: '/statements/{id}',
  summary: 'A statement, with its envelope as it was received',
  request: { params: idInPath },
  responses: { 200: json('The statement.', statementView), ...refusals },
})

const receive = createRoute({
  method: 'post',
  path: '/statements',
  summary: 'Hand in a signed statement of a registered issuer',
  request: body(envelope),
  responses: {
    200: json('It was received before; its entry and a fresh receipt.', statementReceived),
    201: json('Verified and recorded.', statementReceived),
    ...refusals,
  },
})

const receipt = createRoute({
  method: 'get',
  path: '/statements/{id}/receipt',
  summary: 'A receipt up to the newest checkpoint',
  request: { params: idInPath },
  responses: {
    200: { description: 'A tlog-proof file.', content: { 'text/plain': { schema: z.string() } } },
    ...refusals,
  },
})

export function statementRoutes({ statements, organisation }: Services): OpenAPIHono<ApiEnv> {
  const viewOf = ({ by, ...statement }: Statement) => ({
    ...statement,
    ...(by === undefined ? {} : { by: namedIn(organisation().people, by) }),
  })
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const listed = await statements.list(c.req.valid('query').after)
      return c.json({ statements: listed, ...nextOf(listed) }, 200)
    })
    .openapi(read, async (c) => {
      personWhoMay(c, 'read')
      const found = await statements.find(c.req.valid('param').id)
      if (found === undefined) throw new ApiError('not-found')
      return c.json(viewOf(found), 200)
    })
    .openapi(receive, async (c) => {
      const person = personWhoMay(c, 'state')
      const received = await statements.receive(c.req.valid('json'), person.id)
      const answer = { statement: viewOf(received.statement), receipt: received.receipt }
      return c.json(answer, received.isNew ? 201 : 200)
    })
    .openapi(receipt, async (c) => {
      personWhoMay(c, 'read')
      const text = await statements.receipt(c.req.valid('param').id)
      if (text === undefined) throw new ApiError('not-found')
      return c.text(text, 200)
    })
}
