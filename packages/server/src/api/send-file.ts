// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { paperFormats, type rendered } from '../register/index.ts'
import { languageOf } from './problem.ts'
import { refusals } from './schemas/common.ts'
import type { Services } from './services.ts'

type File = Awaited<ReturnType<typeof rendered>>

/** The format and language in which a paper is requested. */
export const paperWish = z.object({
  format: z.enum(paperFormats).default('md'),
  lang: z.enum(['nl', 'en']).optional(),
})

export const paperAnswers = {
  200: {
    description: 'The paper, as a file.',
    content: {
      'text/markdown': { schema: z.string() },
      'application/pdf': { schema: z.string() },
      'application/json': { schema: z.unknown() },
    },
  },
  ...refusals,
} as const

/** The language requested in the address, else the reader's, else the organisation's. */
export function languageAsked(
  c: Context,
  lang: 'nl' | 'en' | undefined,
  { organisation }: Pick<Services, 'organisation'>,
) {
  return lang ?? languageOf(c, organisation().settings.language)
}

export function sendFile(c: Context, { content, type, filename }: File, language: string) {
  return c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {
    'content-type': type,
    'content-language': language,
    'content-disposition': `attachment; filename="${filename}"`,
  })
}
