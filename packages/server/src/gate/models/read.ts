// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { GateError } from '../error.ts'

export const modelName = z.string().min(1).max(200)

/** A bound on an answer, in tokens. */
export const bounded = z.int().min(1).max(100_000_000)

/** Checks what the gate itself has to understand of a request. Throws `malformed`, naming the first thing wrong. */
export function readAs<T>(schema: z.ZodType<T>, json: unknown, what: string): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new GateError('malformed', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? `not a ${what}`}`)
}
