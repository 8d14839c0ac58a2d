// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson, integer, type Journal, type Row, text } from '../../journal/index.ts'
import type { Ask, Result } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'

/** The result of an earlier call, and which call that was. */
export interface Earlier extends Result {
  readonly call: string
}

/**
 * The result of an earlier call with the same request key, or the reason why it can't be done again (P2). Undefined
 * when the key is free. So a run that was killed continues without doing anything twice.
 */
export async function earlierResult({ journal }: Pick<GateParts, 'journal'>, ask: Ask): Promise<Earlier | undefined> {
  if (ask.requestKey === undefined) return undefined
  const [row] = await journal.query(
    `SELECT request_keys.asked, calls.id, calls.state, calls.outcome, calls.reason, calls.outcome_entry, calls.message_id FROM request_keys
     JOIN calls ON calls.id = request_keys.call_id
     WHERE request_keys.run = $1 AND request_keys.request_key = $2`,
    ask.caller.run,
    journal.digest(ask.requestKey),
  )
  if (row === undefined) return undefined
  const call = text(row, 'id')
  const asked = askedUnder(journal, ask, ask.requestKey)
  if (row.asked !== null && asked !== undefined && row.asked !== asked) {
    throw new GateError('key-reused', 'this request key belongs to a call that asked something else', { call })
  }
  if (row.state === 'allowed') throw new GateError('in-progress', 'this call is under way', { call })
  if (row.outcome !== 'done') throw unknownOutcome(row)
  if (row.reason === 'withheld') throw new GateError('withheld', 'it was done; a rule keeps its result back', { call })
  const result = await journal.disclose(integer(row, 'outcome_entry'), 'result')
  if (result === undefined) throw new GateError('outcome-unknown', 'it was done; its result is not known', { call })
  return { call, value: result.value }
}

/**
 * Binds a request key to the request, as the caller sent it. What a fact, a redaction or a person's edit later makes of
 * it does not count as another request. The key is in the digest, so that equal requests can't be recognised by it
 * (P7). A question to a model is not bound: it has no effect that could be confused, and an SDK that resumes after a
 * crash writes the same messages differently.
 */
export function askedUnder(
  journal: Pick<Journal, 'digest'>,
  { action, kind, name, body }: Ask,
  key: string,
): string | undefined {
  return action === 'callModel' ? undefined : journal.digest(canonicalJson({ key, action, kind, name, body }))
}

/**
 * Refuses what an earlier call of the run may already have done, whatever its key. An agent that is told "nobody knows"
 * and simply asks again must not send the same mail twice (P2).
 */
export async function refuseIfUnknown({ journal }: GateParts, run: string, digest: string): Promise<void> {
  const [row] = await journal.query(
    "SELECT call_id AS id, 'unknown' AS outcome, message_id FROM unknown_calls WHERE run = $1 AND digest = $2",
    run,
    digest,
  )
  if (row !== undefined) throw unknownOutcome(row)
}

function unknownOutcome(row: Row): GateError {
  const message = `nobody knows whether this happened (${row.outcome}); a person has to settle it`
  const messageId = row.message_id === null ? {} : { messageId: text(row, 'message_id') }
  return new GateError('outcome-unknown', message, { call: text(row, 'id'), ...messageId })
}
