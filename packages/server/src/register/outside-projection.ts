// SPDX-License-Identifier: EUPL-1.2
import { integer, type Projection, type Row, text } from '../journal/index.ts'

/**
 * The latest assessment of a system's class by each outside body. A person chooses when to hand in a statement, so an
 * older, milder one that comes after a stricter one changes nothing.
 */
export const outsideAssessments: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_outside',
      columns: {
        system: 'TEXT',
        issuer: 'TEXT',
        statement: 'TEXT',
        label: 'TEXT',
        strictest: 'TEXT',
        basis: 'TEXT',
        assessed_on: 'TEXT',
        received_at: 'BIGINT',
        entry: 'BIGINT',
      },
      key: ['system', 'issuer'],
    },
  ],
  kinds: ['statement.received'],
  needs: ({ data: { about, issuer } }) =>
    typeof about === 'string' ? [{ table: 'register_outside', key: [about, String(issuer)] }] : [],
  apply: ({ data, at, index }, rows) => {
    const { about, issuer, statement, label, strictest, basis, on } = data
    // Other kinds of statement say nothing about a system's class.
    if (typeof about !== 'string' || label === undefined) return []
    const row = {
      ...{ system: about, issuer: String(issuer), statement: String(statement) },
      ...{ label: String(label), strictest: String(strictest), basis: basis === undefined ? null : String(basis) },
      ...{ assessed_on: String(on), received_at: at, entry: index },
    }
    const before = rows('register_outside', about, String(issuer))
    if (before !== undefined && dayOf(row) < dayOf(before)) return []
    return [{ put: 'register_outside', row }]
  },
}

/**
 * The day of the assessment, or of its receipt if that is earlier: a date in the future, by mistake, must not outrank
 * later statements.
 */
function dayOf(row: Row): string {
  const received = new Date(integer(row, 'received_at')).toISOString().slice(0, 'YYYY-MM-DD'.length)
  const assessed = text(row, 'assessed_on')
  return assessed < received ? assessed : received
}
