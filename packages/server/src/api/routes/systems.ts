// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { lawOf } from '@sluis/ai-act'
import type { SystemView } from '../../register/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { languageOf } from '../problem.ts'
import { ApiError } from '../problem-code.ts'
import { body, idInPath, json, refusals } from '../schemas/common.ts'
import {
  answerGiven,
  assessmentGiven,
  basisGiven,
  changeWish,
  difference,
  impactView,
  nextQuestion,
  portfolio,
  questionsAhead,
  questionWish,
  seenSystem,
  seenView,
  systemFilter,
  systemSummary,
  systemView,
} from '../schemas/system.ts'
import type { Services } from '../services.ts'

const list = createRoute({
  method: 'get',
  path: '/systems',
  summary: 'The AI register: systems with their class, those seen and not registered, and what waits for somebody',
  request: { query: systemFilter },
  responses: {
    200: json(
      'The systems that fit; the portfolio is of all.',
      z.object({
        systems: z.array(systemSummary).readonly(),
        unregistered: z.array(seenSystem).readonly(),
        portfolio,
      }),
    ),
    ...refusals,
  },
})

const changed = createRoute({
  method: 'get',
  path: '/systems-changed',
  summary: 'What another day, or another version of the law, changes for every system',
  request: { query: changeWish },
  responses: { 200: json('What changes.', z.object({ changed: z.array(difference).readonly() })), ...refusals },
})

const seen = createRoute({
  method: 'get',
  path: '/systems-seen',
  summary: 'What was seen at the gate, registered or not, and how far that reaches',
  responses: { 200: json('What was seen.', seenView), ...refusals },
})

const impact = createRoute({
  method: 'get',
  path: '/systems-impact',
  summary: 'What AI changes in each department: systems, classes, people, suppliers, and what is missing',
  request: { query: z.object({ department: z.string().min(1).max(100).optional() }) },
  responses: { 200: json('The departments.', impactView), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/systems/{id}',
  summary: 'A system with its facts, obligations, assessments and history',
  request: { params: idInPath },
  responses: { 200: json('The system.', systemView), ...refusals },
})

const next = createRoute({
  method: 'get',
  path: '/systems/{id}/question',
  summary: 'The question that decides most, or that of one fact; null when no answer changes the class any more',
  request: { params: idInPath, query: questionWish },
  responses: { 200: json('The question.', nextQuestion), ...refusals },
})

const ahead = createRoute({
  method: 'get',
  path: '/systems/{id}/questions',
  summary: 'The questions about the class that lie ahead, in order, each with what it helps to settle',
  request: { params: idInPath },
  responses: {
    200: json('The questions; none when no answer changes the class any more.', questionsAhead),
    ...refusals,
  },
})

const act = <T extends z.ZodType>(path: string, summary: string, schema: T) =>
  createRoute({
    method: 'post',
    path: `/systems/{id}/${path}`,
    summary,
    request: { params: idInPath, ...body(schema) },
    responses: { 200: json('The system as it is now.', systemView), ...refusals },
  })

const answers = act('answers', 'Answer a question about a system, with its source', answerGiven)
const assessments = act(
  'assessments',
  'Assess a system, as its owner or as a second, independent person',
  assessmentGiven,
)
const acceptance = act('acceptance', 'Accept a system: the accountable person alone', basisGiven)

export function systemRoutes({ register, organisation }: Services): OpenAPIHono<ApiEnv> {
  const found = async (id: string): Promise<SystemView> => {
    const system = await register.find(id)
    if (system === undefined) throw new ApiError('not-found')
    return system
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      const { unregistered: isForUnregistered, ...filter } = c.req.valid('query')
      const isNarrowed = Object.keys(filter).length > 0
      const systems = isForUnregistered === true ? [] : await register.list(filter)
      const unregistered = isForUnregistered === true || !isNarrowed ? await register.unregistered() : []
      return c.json({ systems, unregistered, portfolio: await register.portfolio() }, 200)
    })
    .openapi(changed, async (c) => {
      personWhoMay(c, 'read')
      const { on, law } = c.req.valid('query')
      const wish = { on, law: law === undefined ? undefined : lawOf(law) }
      return c.json({ changed: await register.differences(wish) }, 200)
    })
    .openapi(seen, async (c) => {
      personWhoMay(c, 'read')
      return c.json({ ...(await register.seen()) }, 200)
    })
    .openapi(impact, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await register.impact(c.req.valid('query').department), 200)
    })
    .openapi(read, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await found(c.req.valid('param').id), 200)
    })
    .openapi(next, async (c) => {
      personWhoMay(c, 'read')
      const language = languageOf(c, organisation().settings.language)
      const asked = await register.question(c.req.valid('param').id, language, c.req.valid('query').fact)
      return c.json({ ...asked, question: asked.question ?? null }, 200)
    })
    .openapi(ahead, async (c) => {
      personWhoMay(c, 'read')
      const language = languageOf(c, organisation().settings.language)
      return c.json(await register.questions(c.req.valid('param').id, language), 200)
    })
    .openapi(answers, async (c) => {
      const person = personWhoMay(c, 'register')
      const { id } = c.req.valid('param')
      await register.answer(id, c.req.valid('json'), person.id)
      return c.json(await found(id), 200)
    })
    .openapi(assessments, async (c) => {
      const person = personWhoMay(c, 'assess')
      const { id } = c.req.valid('param')
      await register.assess(id, c.req.valid('json'), person.id)
      return c.json(await found(id), 200)
    })
    .openapi(acceptance, async (c) => {
      const person = personWhoMay(c, 'assess')
      const { id } = c.req.valid('param')
      await register.accept(id, c.req.valid('json').basis, person.id)
      return c.json(await found(id), 200)
    })
}
