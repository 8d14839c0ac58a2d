// SPDX-License-Identifier: EUPL-1.2
import { integer, text } from '../journal/index.ts'
import type { Ask, Result } from './call.ts'
import { GateError } from './error.ts'
import type { GateParts } from './parts.ts'

/**
 * What an earlier call with the same request key came to: its result, or the reason why it can't be done again (P2).
 * Undefined when the key is free. This is how a run that was killed goes on without doing anything twice.
 */
export async function earlierResult({ journal }: GateParts, ask: Ask): Promise<Result | undefined> {
  if (ask.requestKey === undefined) return undefined
  const [row] = journal.query(
    `SELECT calls.id, calls.state, calls.outcome, calls.outcome_entry, calls.message_id FROM request_keys
     JOIN calls ON calls.id = request_keys.call_id
     WHERE request_keys.run = $1 AND request_keys.request_key = $2`,
    ask.caller.run,
    journal.digest(ask.requestKey),
  )
  if (row === undefined) return undefined
  const call = text(row, 'id')
  if (row.state === 'allowed') throw new GateError('in-progress', 'this call is under way', { call })
  if (row.outcome !== 'done') {
    const messageId = row.message_id === null ? {} : { messageId: text(row, 'message_id') }
    const message = `nobody knows whether this happened (${row.outcome}); a person has to settle it`
    throw new GateError('outcome-unknown', message, { call, ...messageId })
  }
  const result = await journal.disclose(integer(row, 'outcome_entry'), 'result')
  if (result === undefined) throw new GateError('outcome-unknown', 'it was done, and its result was erased', { call })
  return { value: result.value }
}
