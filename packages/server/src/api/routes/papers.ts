// SPDX-License-Identifier: EUPL-1.2
// The analysis, the incident's file and the decision's file as papers: Markdown, PDF, or JSON with what each was made of.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { incidentPaper } from '../../incidents/index.ts'
import { decisionPaper, impactPaper, rendered } from '../../register/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { namedIn } from '../named.ts'
import { ApiError } from '../problem-code.ts'
import { idInPath } from '../schemas/common.ts'
import { languageAsked, paperAnswers, paperWish, sendFile } from '../send-file.ts'
import type { Services } from '../services.ts'

const impact = createRoute({
  method: 'get',
  path: '/systems-impact/export',
  summary: 'What AI changes in each department, as a paper',
  request: { query: paperWish.extend({ department: z.string().min(1).max(100).optional() }) },
  responses: paperAnswers,
})

const incident = createRoute({
  method: 'get',
  path: '/incidents/{id}/export',
  summary: 'The file of an incident as a paper; as JSON with the receipts of its calls',
  request: { params: idInPath, query: paperWish },
  responses: paperAnswers,
})

const decision = createRoute({
  method: 'get',
  path: '/systems/{id}/decision/export',
  summary: 'The decision file as a paper: as it is now, or as it lay before a decision',
  request: { params: idInPath, query: paperWish.extend({ entry: z.coerce.number().int().min(0).optional() }) },
  responses: paperAnswers,
})

export function paperRoutes(services: Services): OpenAPIHono<ApiEnv> {
  const { register, incidents, organisation } = services
  const readerIn = (language: 'nl' | 'en') => {
    const { people, settings } = organisation()
    return { language, timeZone: settings.timezone, nameOf: (id: string) => namedIn(people, id).name }
  }
  return new OpenAPIHono<ApiEnv>()
    .openapi(impact, async (c) => {
      personWhoMay(c, 'read')
      const { format, lang, department } = c.req.valid('query')
      const language = languageAsked(c, lang, services)
      const made = await register.impact(department)
      const paper = impactPaper(made, organisation().settings.name, language)
      const file = { name: `impact-${made.on}`, format, madeAt: Date.parse(made.on) }
      return sendFile(c, await rendered(paper, file, made), language)
    })
    .openapi(incident, async (c) => {
      personWhoMay(c, 'read')
      const { id } = c.req.valid('param')
      const { format, lang } = c.req.valid('query')
      const language = languageAsked(c, lang, services)
      const found = await incidents.find(id)
      if (found === undefined) throw new ApiError('not-found')
      const log = await incidents.around(id)
      const paper = incidentPaper(found, log, readerIn(language))
      const madeAt = found.events.at(-1)?.at ?? found.openedAt
      return sendFile(c, await rendered(paper, { name: id, format, madeAt }, { incident: found, log }), language)
    })
    .openapi(decision, async (c) => {
      personWhoMay(c, 'read')
      const { id } = c.req.valid('param')
      const { format, lang, entry } = c.req.valid('query')
      const language = languageAsked(c, lang, services)
      const made = await (entry === undefined ? register.decisionFile(id) : register.decidedFile(id, entry))
      if (made === undefined) throw new ApiError('not-found')
      const decided =
        entry === undefined ? undefined : (await register.decisions(id)).find((one) => one.entry === entry)
      const paper = decisionPaper(made, decided, readerIn(language))
      const name = `${id}-decision-${decided?.entry ?? made.on}`
      return sendFile(
        c,
        await rendered(paper, { name, format, madeAt: made.madeAt }, { decided, file: made }),
        language,
      )
    })
}
