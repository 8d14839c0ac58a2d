// SPDX-License-Identifier: EUPL-1.2
// What an outside body says about a system's class, as the payload of a signed statement; see
// docs/reference/register.md.
import { z } from 'zod'
import { isObject, type Journal, type JsonObject, type Row, text } from '../journal/index.ts'

/** The DSSE payload type of an assessment. An issuer may state it only if `issuers.yaml` says so. */
export const assessmentType = 'application/vnd.sluis.assessment+json'

const classes = z.enum(['prohibited', 'high', 'limited', 'minimal', 'out_of_scope'])

const payload = z.strictObject({
  system: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  label: z.enum([...classes.options, 'undetermined']),
  /** The strictest class that the body considers possible. */
  strictest: classes,
  on: z.iso.date(),
  /**
   * The system that the body looked at, as given by the register. If absent, it is about the system whatever becomes of
   * it.
   */
  basis: z.string().min(1).max(100).optional(),
  reason: z.string().min(1).max(20_000),
})

/** What the leaf of such a statement says about it. The reason is left out, and stays sealed (P7). */
export function assessmentIn(bytes: Uint8Array): JsonObject | { readonly problem: string } {
  const read = payload.safeParse(parsed(bytes))
  if (!read.success) {
    const [issue] = read.error.issues
    return { problem: `the assessment: ${issue?.path.join('.') || 'its payload'}: ${issue?.message}` }
  }
  const { reason, system: about, basis, ...assessment } = read.data
  return { about, ...assessment, ...(basis === undefined ? {} : { basis }) }
}

/** Whether it is about the system as it is now: a body that looked at an earlier one says nothing about this one. */
export function isOf({ basis }: Row, system: Row): boolean {
  return basis === null || basis === system.basis
}

/** The body's reason; undefined once the statement was erased. */
export async function reasonIn(journal: Journal, row: Row): Promise<string | undefined> {
  const value = (await journal.disclose(Number(row.entry), 'envelope'))?.value
  if (!isObject(value)) return undefined
  return payload.safeParse(parsed(Buffer.from(String(value.payload), 'base64'))).data?.reason
}

export async function readOutside(journal: Journal): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = await journal.query('SELECT * FROM register_outside ORDER BY system, issuer')
  return Map.groupBy(rows, (row) => text(row, 'system'))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
