// SPDX-License-Identifier: EUPL-1.2
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type Journal, text } from '../../journal/index.ts'
import type { Ask } from '../call.ts'

/**
 * What a client brings back when it asks a held call again: the case that it waits for, and the call that told it so.
 */
interface RequestState {
  readonly case: string
  readonly call: string
}

/** A client that comes back later than this begins again, and finds the same case. */
const lifetimeMs = 24 * 3_600_000
const maxLength = 1000

const body = z.strictObject({ case: z.string(), call: z.string(), expiresAtMs: z.int() })

/**
 * Seals the state that goes to a client, which may bring back anything it likes. It is bound to the caller, to the
 * exact request, and to a time. Only waiting rests on it: policy and the case decide again what may pass.
 */
export function sealState(journal: Pick<Journal, 'digest'>, ask: Ask, state: RequestState, nowMs: number): string {
  const sealed = JSON.stringify({ ...state, expiresAtMs: nowMs + lifetimeMs })
  return `${Buffer.from(sealed).toString('base64url')}.${macOf(journal, ask, sealed)}`
}

/**
 * The state; undefined if the gate did not give it to this caller for this request, or if it is too old or was used.
 */
export async function openState(
  journal: Pick<Journal, 'digest' | 'query'>,
  ask: Ask,
  given: string,
  nowMs: number,
): Promise<RequestState | undefined> {
  const [encoded = '', mac = '', ...more] = given.length > maxLength ? [] : given.split('.')
  const sealed = Buffer.from(encoded, 'base64url').toString()
  if (more.length > 0 || !isEqual(mac, macOf(journal, ask, sealed))) return undefined
  const { case: id, call, expiresAtMs } = body.parse(JSON.parse(sealed))
  if (expiresAtMs < nowMs) return undefined
  // It works once: asking again is a call of its own, so the call that gave this state is no longer the last of its
  // case.
  const [last] = await journal.query(
    'SELECT id FROM calls WHERE run = $1 AND case_id = $2 ORDER BY entry DESC LIMIT 1',
    ask.caller.run,
    id,
  )
  return last !== undefined && text(last, 'id') === call ? { case: id, call } : undefined
}

function macOf(journal: Pick<Journal, 'digest'>, ask: Ask, sealed: string): string {
  const { kind = 'tool', name, body: asked } = ask
  const { agent, system, run } = ask.caller
  const caller = { agent, system, run }
  return journal.digest(canonicalJson({ use: 'mcp.requestState', caller, kind, name, asked, sealed }))
}

function isEqual(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
