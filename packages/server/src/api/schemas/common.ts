// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { says } from '../../organisation/index.ts'
import { isBoundedJson } from '../bounded-json.ts'

export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/)
  .openapi({ example: 'case-1f0c' })

export const idInPath = z.object({ id: id.openapi({ param: { name: 'id', in: 'path' } }) })

/** Epoch milliseconds. */
export const time = z.number().openapi({ description: 'Epoch milliseconds.', example: 1_795_331_000_000 })

export const named = z.object({ id: z.string(), name: z.string() })

/** A text that a person writes. A lone surrogate is no Unicode text, and has no digest. */
const written = (max: number) =>
  z.string().trim().min(1).max(max).refine(isBoundedJson, says('dit is geen Unicode-tekst', 'this is no Unicode text'))

export const reason = written(2000)
export const answer = written(10_000)

export const jsonObject = z.record(z.string(), z.unknown())

export const rule = z
  .object({
    id: z.string(),
    effect: z.enum(['permit', 'forbid']),
    explanation: z.object({ nl: z.string().optional(), en: z.string().optional() }),
    remedy: z.string().optional(),
  })
  .openapi('Rule')

/** What is wrong in the organisation's files. */
export const problems = z
  .array(
    z.object({
      file: z.string().openapi({ example: 'organisation.yaml' }),
      line: z.int().min(1).optional(),
      column: z.int().min(1).optional(),
      message: z.string().openapi({ description: 'In the reader’s language: what is wrong, and what to do.' }),
    }),
  )
  .readonly()

const problem = z
  .object({
    status: z.int(),
    code: z.string().openapi({ description: 'What programs look at; docs/reference/errors.md lists all.' }),
    title: z.string(),
    detail: z.string(),
    rules: z.array(rule).readonly().optional(),
    problems: problems.optional(),
    fields: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .readonly()
      .optional(),
  })
  .openapi('Problem')

/** The refusals that every operation of the API may answer with. */
export const refusals = {
  default: { description: 'Refused (RFC 9457).', content: { 'application/problem+json': { schema: problem } } },
} as const

export function json<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } }
}

/** The description of an answer that is JSON text already and is passed on unchanged. */
export function jsonAsIs(description: string, schema: z.ZodType) {
  const content: Record<string, { schema: z.ZodType }> = { 'application/json': { schema } }
  return { description, content }
}

export function body<T extends z.ZodType>(schema: T) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const
}
