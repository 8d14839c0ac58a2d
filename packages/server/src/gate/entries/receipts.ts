// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, type Row, receiptFor, text } from '../../journal/index.ts'
import type { Caller, Numbered } from '../call.ts'
import { GateError } from '../error.ts'
import { runOf } from '../requests/caller.ts'

/** The proofs of a call for whoever made it; each receipt is a tlog-proof that carries its leaf. */
interface CallReceipts {
  readonly call: string
  readonly number: number
  readonly state: string
  /** What was decided; durable before anything was done (P1). */
  readonly intent: string
  /** How it ended (P2); absent while the call is under way, and for a call that was refused. */
  readonly outcome?: string
}

/**
 * The receipts of a call, up to the newest checkpoint. An agent gets those of its own calls; the holder of a run key
 * gets those of its run, because a leaf says which tools and rules there are. Throws `not-found` for any other.
 */
export async function receiptsOf(journal: Journal, caller: Caller, id: string): Promise<CallReceipts> {
  const [row] = await journal.query('SELECT * FROM calls WHERE id = $1', id)
  if (row === undefined || !isTheirs(row, caller)) throw new GateError('not-found', 'no such call of yours')
  const outcome =
    row.outcome_entry === null ? {} : { outcome: await receiptFor(journal.log, integer(row, 'outcome_entry')) }
  return {
    call: id,
    number: integer(row, 'number'),
    state: text(row, 'state'),
    intent: await receiptFor(journal.log, integer(row, 'entry')),
    ...outcome,
  }
}

function isTheirs(row: Row, { agent, run }: Caller): boolean {
  const hasRunKey = run !== runOf(agent)
  return row.agent === agent && (!hasRunKey || row.run === run)
}

/**
 * What a reply says of its own call: the leaf, a tree that covers it, and where the proof is. A whole proof grows with
 * the log and would not fit in a header.
 */
export function receiptHeaders({ call, number, entry, treeSize }: Numbered): Record<string, string> {
  return {
    'x-sluis-call': call,
    'x-sluis-number': String(number),
    'x-sluis-entry': String(entry),
    'x-sluis-tree-size': String(treeSize),
    link: `</v1/receipts/${call}>; rel="receipt"`,
  }
}
