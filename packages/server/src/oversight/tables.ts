// SPDX-License-Identifier: EUPL-1.2
import type { Table } from '../journal/index.ts'

/** Public parts of cases only; what a call holds is disclosed from `entry` when somebody looks (P7). */
const cases: Table = {
  name: 'cases',
  columns: {
    id: 'TEXT',
    call: 'TEXT',
    run: 'TEXT',
    agent: 'TEXT',
    system: 'TEXT',
    resource: 'TEXT',
    body: 'TEXT',
    quorum: 'BIGINT',
    approvals: 'BIGINT',
    state: 'TEXT',
    digest: 'TEXT',
    /** Where the call would have gone when the case opened, as a keyed digest. */
    place: 'TEXT',
    rules: 'TEXT',
    labels: 'TEXT',
    findings: 'TEXT',
    number: 'BIGINT',
    opened_at: 'BIGINT',
    expires_at: 'BIGINT',
    decided_at: 'BIGINT',
    entry: 'BIGINT',
    replaces: 'TEXT',
    successor: 'TEXT',
    /** 1 when everyone who may decide was told by mail, 0 when somebody was not, null as long as that isn't known. */
    notified: 'BIGINT',
  },
  key: ['id'],
  indexes: [['entry'], ['state', 'expires_at'], ['run', 'digest']],
}

/** One verdict per person and case; people stand here by their pseudonyms. */
const verdicts: Table = {
  name: 'case_verdicts',
  columns: { case_id: 'TEXT', person: 'TEXT', verdict: 'TEXT', at: 'BIGINT', entry: 'BIGINT' },
  key: ['case_id', 'person'],
}

/** The newest case of each call and whether it is open: asking for the same call again leads to the same case. */
const calls: Table = {
  name: 'case_calls',
  columns: { run: 'TEXT', digest: 'TEXT', case_id: 'TEXT', open: 'BIGINT' },
  key: ['run', 'digest'],
}

const load: Table = {
  name: 'case_load',
  columns: { agent: 'TEXT', open: 'BIGINT' },
  key: ['agent'],
}

export const tables = [cases, verdicts, calls, load] as const
