// SPDX-License-Identifier: EUPL-1.2
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { exportFormats, exportKinds, exportOf, formatOf, isExportKind, publicationActs } from '../../register/index.ts'
import { type ApiEnv, personWhoMay } from '../authenticate.ts'
import { languageOf } from '../problem.ts'
import { ApiError } from '../problem-code.ts'
import { idInPath, json, refusals, time } from '../schemas/common.ts'
import { texts } from '../schemas/system.ts'
import { sendFile } from '../send-file.ts'
import type { Services } from '../services.ts'

const kind = z.enum(Object.keys(exportKinds).filter(isExportKind))
const inPath = (name: string) => ({ param: { name, in: 'path' as const } })

const publication = z
  .object({
    system: z.string(),
    act: z.string(),
    outcome: z.string().openapi({ description: '`open`, `done`, `refused`, or `unknown`: nobody can say.' }),
    isPublic: z.boolean(),
    lars: z.string().optional().openapi({ description: 'Its number in the Algoritmeregister.' }),
    at: time,
  })
  .openapi('Publication')

const list = createRoute({
  method: 'get',
  path: '/systems/{id}/exports',
  summary: 'What of a system can be exported, and in which forms',
  request: { params: idInPath },
  responses: {
    200: json('The exports.', z.object({ exports: z.record(z.string(), z.array(z.enum(exportFormats)).readonly()) })),
    ...refusals,
  },
})

const read = createRoute({
  method: 'get',
  path: '/systems/{id}/exports/{kind}',
  summary: 'An export of a system, with its date, the version of the law, how far it reaches and what is missing',
  request: {
    params: idInPath.extend({ kind: kind.openapi(inPath('kind')) }),
    query: z.object({ format: z.enum(exportFormats).optional(), lang: z.enum(['nl', 'en']).optional() }),
  },
  responses: {
    200: {
      description: 'The export, as a file.',
      content: {
        'text/markdown': { schema: z.string() },
        'application/pdf': { schema: z.string() },
        'application/json': { schema: z.unknown() },
        'application/vnd.cyclonedx+json': { schema: z.unknown() },
        'text/calendar': { schema: z.string() },
      },
    },
    ...refusals,
  },
})

const state = createRoute({
  method: 'get',
  path: '/systems/{id}/algoritmeregister',
  summary: 'Where a system stands in the Dutch Algoritmeregister; null when nothing of it was sent',
  request: { params: idInPath },
  responses: {
    200: json(
      'Where it stands.',
      z.object({
        publication: publication.nullable(),
        isSetUp: z.boolean().openapi({ description: 'Whether organisation.yaml says how to reach it.' }),
      }),
    ),
    ...refusals,
  },
})

const draft = createRoute({
  method: 'get',
  path: '/systems/{id}/algoritmeregister/draft',
  summary: 'The entry as the register gives it now: what an act would send or publish',
  request: { params: idInPath },
  responses: {
    200: json(
      'The entry.',
      z.object({
        fields: z.array(z.object({ field: z.string(), title: z.string(), text: z.string() })).readonly(),
        problems: z
          .array(z.object({ field: z.string(), title: z.string(), problem: texts, isMissing: z.boolean() }))
          .readonly()
          .openapi({ description: 'Why it would be refused.' }),
        digest: z.string(),
        isSubmitted: z.boolean().openapi({ description: 'Whether this is what was submitted.' }),
      }),
    ),
    ...refusals,
  },
})

const preview = createRoute({
  method: 'get',
  path: '/systems/{id}/algoritmeregister/preview',
  summary: 'Where the submitted entry can be looked at before it is public',
  request: { params: idInPath },
  responses: { 200: json('The address.', z.object({ url: z.string() })), ...refusals },
})

const lookedAt = z.strictObject({
  digest: z.string().max(200).optional().openapi({
    description: 'Of the draft that the person looked at; refused when the register gives another by now.',
  }),
})

const act = createRoute({
  method: 'post',
  path: '/systems/{id}/algoritmeregister/{act}',
  summary: 'Submit, publish or retract the entry in the Algoritmeregister; each is recorded with what came of it',
  request: {
    params: idInPath.extend({ act: z.enum(publicationActs).openapi(inPath('act')) }),
    body: { required: false, content: { 'application/json': { schema: lookedAt } } },
  },
  responses: { 200: json('What came of it.', z.object({ publication })), ...refusals },
})

export function exportRoutes({ register, publications, organisation }: Services): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>()
    .openapi(list, async (c) => {
      personWhoMay(c, 'read')
      await register.portrait(c.req.valid('param').id)
      return c.json({ exports: exportKinds }, 200)
    })
    .openapi(read, async (c) => {
      personWhoMay(c, 'read')
      const { id, kind } = c.req.valid('param')
      const { format: asked, lang } = c.req.valid('query')
      const format = formatOf(kind, asked)
      if (format === undefined) throw new ApiError('invalid-request', { fields: [formsOf(kind)] })
      const language = lang ?? languageOf(c, organisation().settings.language)
      return sendFile(c, await exportOf(await register.portrait(id), { kind, format, language }), language)
    })
    .openapi(state, async (c) => {
      personWhoMay(c, 'read')
      const publication = (await publications.state(c.req.valid('param').id)) ?? null
      return c.json({ publication, isSetUp: organisation().settings.algoritmeregister !== undefined }, 200)
    })
    .openapi(draft, async (c) => {
      personWhoMay(c, 'read')
      return c.json(await publications.draft(c.req.valid('param').id), 200)
    })
    .openapi(preview, async (c) => {
      personWhoMay(c, 'register')
      return c.json({ url: await publications.preview(c.req.valid('param').id) }, 200)
    })
    .openapi(act, async (c) => {
      const person = personWhoMay(c, 'register')
      const { id, act } = c.req.valid('param')
      const { digest } = c.req.valid('json')
      return c.json({ publication: await publications.act(id, act, person.id, digest) }, 200)
    })
}

function formsOf(kind: keyof typeof exportKinds) {
  return { field: 'format', message: `${kind}: ${exportKinds[kind].join(', ')}` }
}
