// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, type Row, text } from '../journal/index.ts'
import { isScope, type StopOrder } from './order.ts'
import { toldOf } from './told.ts'

/** A stop that was lifted. People are named by id; a person or text that was erased is empty. */
export interface PastStop extends StopOrder {
  readonly liftedAt: number
  readonly liftedBy: string
  readonly liftedReason: string
}

const mostListed = 200

/** The newest first, for whoever must explain afterwards what was stopped, for how long, by whom and why. */
export async function pastStops(journal: Journal): Promise<readonly PastStop[]> {
  const sql = `SELECT * FROM stops WHERE state = 'lifted' ORDER BY entry DESC LIMIT ${mostListed}`
  return Promise.all((await journal.query(sql)).map((row) => pastStop(journal, row)))
}

async function pastStop(journal: Journal, row: Row): Promise<PastStop> {
  const { scope } = row
  const id = text(row, 'id')
  if (!isScope(scope)) throw new TypeError(`the stop ${id} has no scope`)
  const [told, why, who] = await Promise.all([
    journal.disclose(integer(row, 'entry'), 'reason'),
    journal.disclose(integer(row, 'lifted_entry'), 'reason'),
    journal.subjectOf(text(row, 'lifted_by')),
  ])
  return {
    id,
    scope,
    ...(row.target === null ? {} : { target: text(row, 'target') }),
    orderedAt: integer(row, 'ordered_at'),
    ...toldOf(told?.value),
    liftedAt: integer(row, 'lifted_at'),
    liftedBy: who?.replace('person:', '') ?? '',
    liftedReason: typeof why?.value === 'string' ? why.value : '',
  }
}
