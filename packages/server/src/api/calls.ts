// SPDX-License-Identifier: EUPL-1.2
import type { z } from '@hono/zod-openapi'
import { integer, type Row, receiptFor, text } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import { listOf } from './call-list.ts'
import { namedIn, rulesBy } from './named.ts'
import { ApiError } from './problem-code.ts'
import { type callFilter, type callReceipts, type callView, outcomes } from './schemas/call.ts'
import type { Services } from './services.ts'

type CallView = z.output<typeof callView>

/**
 * The newest calls first: all, or those before `after`. A call that only repeated the answer of an earlier one is not
 * listed.
 */
export async function listCalls(services: Services, filter: z.output<typeof callFilter>): Promise<readonly CallView[]> {
  const { sql, values } = listOf(filter)
  const rows = await services.journal.query(sql, ...values)
  return Promise.all(rows.map((row) => viewOf(services, row)))
}

/** Records what a person found out about a call with an unknown outcome (P2). Throws `not-found` or `Conflict`. */
export async function settleCall(
  services: Services,
  id: string,
  person: Person,
  wish: { readonly as: 'done' | 'not-done'; readonly reason: string },
): Promise<CallView> {
  const { journal } = services
  if ((await findRow(services, id)) === undefined) throw new ApiError('not-found')
  await journal.append({
    kind: 'call.settled',
    data: { call: id, as: wish.as, by: await journal.pseudonymOf(`person:${person.id}`) },
    private: [{ name: 'reason', value: wish.reason, subject: `person:${person.id}` }],
  })
  const row = await findRow(services, id)
  if (row === undefined) throw new ApiError('not-found')
  return viewOf(services, row)
}

/** What proves a call to whoever has the log's key; it reveals no more than the log does. Throws `not-found`. */
export async function receiptsOfCall(services: Services, id: string): Promise<z.output<typeof callReceipts>> {
  const { log, verifierKey } = services.journal
  const row = await findRow(services, id)
  if (row === undefined) throw new ApiError('not-found')
  const intent = await receiptFor(log, integer(row, 'entry'))
  const ended = row.outcome_entry === null ? {} : { outcome: await receiptFor(log, integer(row, 'outcome_entry')) }
  return { call: id, intent, ...ended, verifierKey }
}

async function findRow({ journal }: Services, id: string): Promise<Row | undefined> {
  return (await journal.query('SELECT * FROM calls WHERE id = $1', id))[0]
}

async function viewOf(services: Services, row: Row): Promise<CallView> {
  const { organisation, ruleOf } = services
  const rules: readonly string[] = JSON.parse(text(row, 'rules'))
  const outcome = outcomes.find((known) => known === row.outcome)
  const [caseId] = row.case_id === null ? [] : text(row, 'case_id').split(' ')
  const failure = outcome === 'failed' ? await failureOf(services, row) : undefined
  const summary = row.action === 'callTool' ? await summaryOf(services, row) : undefined
  return {
    id: text(row, 'id'),
    ...(row.number === null ? {} : { number: integer(row, 'number') }),
    at: integer(row, 'at'),
    run: text(row, 'run'),
    agent: namedIn(organisation().agents, text(row, 'agent')),
    action: row.action === 'callModel' ? 'callModel' : 'callTool',
    resource: text(row, 'resource'),
    decision: decisionOf(text(row, 'state')),
    rules: rulesBy(ruleOf, rules),
    ...(row.reason === null ? {} : { reason: text(row, 'reason') }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(failure === undefined ? {} : { failure }),
    ...(caseId === undefined ? {} : { case: caseId }),
    ...(row.message_id === null ? {} : { messageId: text(row, 'message_id') }),
    ...(summary === undefined ? {} : { summary }),
  }
}

function decisionOf(state: string): CallView['decision'] {
  if (state === 'denied') return 'deny'
  return state === 'held' || state === 'waiting' ? 'hold' : 'allow'
}

/**
 * What the gate told the agent of a failure, which it sealed as `result`; absent when a person recorded that nothing was
 * done.
 */
function failureOf({ journal }: Services, row: Row): Promise<string | undefined> {
  return journal.brief(integer(row, 'outcome_entry'), 'result')
}

/**
 * One line on what was asked, which the gate sealed as `request`, or as `call` when held; undefined when erased or long.
 */
function summaryOf({ journal }: Services, row: Row): Promise<string | undefined> {
  return journal.brief(integer(row, 'entry'), row.state === 'held' ? 'call' : 'request')
}
